package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.functions.FunctionName.FunctionKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The definitions, in SQLite and in memory; a change is on disk before it is seen. Shared between threads. */
final class FunctionStore {

    private final ControlDatabase database;
    private final Map<FunctionKey, FunctionDefinition> definitions = new ConcurrentHashMap<>();

    private FunctionStore(ControlDatabase database) {
        this.database = database;
    }

    static FunctionStore open(ControlDatabase database) {
        FunctionStore store = new FunctionStore(database);
        List<String> documents = database.inTransaction(handle -> handle.createQuery("SELECT document FROM functions")
                .mapTo(String.class)
                .list());
        for (String document : documents) {
            FunctionDefinition definition = Json.MAPPER.readValue(document, FunctionDefinition.class);
            store.definitions.put(definition.key(), definition);
        }
        return store;
    }

    Optional<FunctionDefinition> find(FunctionKey key) {
        return Optional.ofNullable(definitions.get(key));
    }

    /** By name. */
    List<FunctionDefinition> list(String region) {
        return definitions.values().stream()
                .filter(definition -> definition.key().region().equals(region))
                .sorted(Comparator.comparing(definition -> definition.key().name()))
                .toList();
    }

    Set<String> codeHashes() {
        return definitions.values().stream()
                .map(definition -> definition.code().sha256Hex())
                .collect(Collectors.toSet());
    }

    void put(FunctionDefinition definition) {
        FunctionKey key = definition.key();
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO functions (region, name, document) VALUES (?, ?, ?)"
                        + " ON CONFLICT (region, name) DO UPDATE SET document = excluded.document",
                key.region(),
                key.name(),
                Json.MAPPER.writeValueAsString(definition)));
        definitions.put(key, definition);
    }

    void remove(FunctionKey key) {
        database.useTransaction(handle ->
                handle.execute("DELETE FROM functions WHERE region = ? AND name = ?", key.region(), key.name()));
        definitions.remove(key);
    }
}
