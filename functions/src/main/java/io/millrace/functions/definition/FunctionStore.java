package io.millrace.functions.definition;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Functions and their versions, in SQLite and in memory; a change is on disk before it is seen. Shared between threads;
 * changes are made one at a time by their caller. A function goes with its versions, aliases, policies and events.
 */
public final class FunctionStore {

    private static final String UPSERT = "INSERT INTO functions (region, name, document) VALUES (?, ?, ?)"
            + " ON CONFLICT (region, name) DO UPDATE SET document = excluded.document";

    private final ControlDatabase database;
    private final Map<FunctionKey, FunctionDefinition> latest = new ConcurrentHashMap<>();
    private final Map<FunctionKey, ConcurrentSkipListMap<Integer, FunctionDefinition>> versions =
            new ConcurrentHashMap<>();

    private FunctionStore(ControlDatabase database) {
        this.database = database;
    }

    public static FunctionStore open(ControlDatabase database) {
        FunctionStore store = new FunctionStore(database);
        for (String document : store.documents("SELECT document FROM functions")) {
            FunctionDefinition definition = Json.MAPPER.readValue(document, FunctionDefinition.class);
            store.latest.put(definition.key(), definition);
        }
        for (String document : store.documents("SELECT document FROM function_versions")) {
            store.remember(Json.MAPPER.readValue(document, FunctionDefinition.class));
        }
        return store;
    }

    private List<String> documents(String query) {
        return database.inTransaction(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private void remember(FunctionDefinition version) {
        versions.computeIfAbsent(version.key(), key -> new ConcurrentSkipListMap<>())
                .put(Integer.valueOf(version.version()), version);
    }

    /** The function as {@code $LATEST}. */
    public Optional<FunctionDefinition> find(FunctionKey key) {
        return Optional.ofNullable(latest.get(key));
    }

    /** @param version a number, or {@code $LATEST} */
    public Optional<FunctionDefinition> find(FunctionKey key, String version) {
        if (version.equals(FunctionName.LATEST)) {
            return find(key);
        }
        return versions(key).stream()
                .filter(each -> each.version().equals(version))
                .findFirst();
    }

    /** By number. */
    public List<FunctionDefinition> versions(FunctionKey key) {
        Map<Integer, FunctionDefinition> known = versions.get(key);
        return known == null ? List.of() : List.copyOf(known.values());
    }

    /** By name. */
    public List<FunctionDefinition> list(String region) {
        return latest.values().stream()
                .filter(definition -> definition.key().region().equals(region))
                .sorted(Comparator.comparing(definition -> definition.key().name()))
                .toList();
    }

    public Set<String> codeHashes() {
        return Stream.concat(
                        latest.values().stream(), versions.values().stream().flatMap(each -> each.values().stream()))
                .map(definition -> definition.code().sha256Hex())
                .collect(Collectors.toSet());
    }

    public void put(FunctionDefinition definition) {
        database.useTransaction(handle -> upsert(handle, definition));
        latest.put(definition.key(), definition);
    }

    /** The number that the next version of the function gets; numbers of deleted versions do not come back. */
    public int nextVersion(FunctionKey key) {
        return 1
                + database.inTransaction(handle -> handle.createQuery(
                                "SELECT last_version FROM functions WHERE region = :region AND name = :name")
                        .bind("region", key.region())
                        .bind("name", key.name())
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(0));
    }

    /** Keeps a version, and the function that it was made of, in one transaction. */
    public void publish(FunctionDefinition function, FunctionDefinition version) {
        FunctionKey key = function.key();
        int number = Integer.parseInt(version.version());
        database.useTransaction(handle -> {
            upsert(handle, function);
            handle.execute(
                    "UPDATE functions SET last_version = ? WHERE region = ? AND name = ?",
                    number,
                    key.region(),
                    key.name());
            handle.execute(
                    "INSERT INTO function_versions (region, name, version, document) VALUES (?, ?, ?, ?)",
                    key.region(),
                    key.name(),
                    number,
                    Json.MAPPER.writeValueAsString(version));
        });
        latest.put(key, function);
        remember(version);
    }

    private static void upsert(Handle handle, FunctionDefinition definition) {
        FunctionKey key = definition.key();
        handle.execute(UPSERT, key.region(), key.name(), Json.MAPPER.writeValueAsString(definition));
    }

    public void removeVersion(FunctionKey key, String version) {
        int number = Integer.parseInt(version);
        database.useTransaction(handle -> handle.execute(
                "DELETE FROM function_versions WHERE region = ? AND name = ? AND version = ?",
                key.region(),
                key.name(),
                number));
        Map<Integer, FunctionDefinition> known = versions.get(key);
        if (known != null) {
            known.remove(number);
        }
    }

    /** Removes the function with all that hangs on it. */
    public void remove(FunctionKey key) {
        database.useTransaction(handle ->
                handle.execute("DELETE FROM functions WHERE region = ? AND name = ?", key.region(), key.name()));
        latest.remove(key);
        versions.remove(key);
    }
}
