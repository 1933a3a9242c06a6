package io.millrace.functions.definition;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Aliases, in SQLite and in memory; a change is on disk before it is seen. Shared between threads. */
public final class AliasStore {

    private record AliasKey(FunctionKey function, String name) {}

    private final ControlDatabase database;
    private final Map<AliasKey, Alias> aliases = new ConcurrentHashMap<>();

    private AliasStore(ControlDatabase database) {
        this.database = database;
    }

    public static AliasStore open(ControlDatabase database) {
        AliasStore store = new AliasStore(database);
        List<String> documents =
                database.inTransaction(handle -> handle.createQuery("SELECT document FROM function_aliases")
                        .mapTo(String.class)
                        .list());
        for (String document : documents) {
            store.remember(Json.MAPPER.readValue(document, Alias.class));
        }
        return store;
    }

    private void remember(Alias alias) {
        aliases.put(new AliasKey(alias.key(), alias.name()), alias);
    }

    public Optional<Alias> find(FunctionKey function, String name) {
        return Optional.ofNullable(aliases.get(new AliasKey(function, name)));
    }

    /** By name. */
    public List<Alias> list(FunctionKey function) {
        return aliases.values().stream()
                .filter(alias -> alias.key().equals(function))
                .sorted(Comparator.comparing(Alias::name))
                .toList();
    }

    public void put(Alias alias) {
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO function_aliases (region, name, alias, document) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (region, name, alias) DO UPDATE SET document = excluded.document",
                alias.key().region(),
                alias.key().name(),
                alias.name(),
                Json.MAPPER.writeValueAsString(alias)));
        remember(alias);
    }

    public void remove(Alias alias) {
        database.useTransaction(handle -> handle.execute(
                "DELETE FROM function_aliases WHERE region = ? AND name = ? AND alias = ?",
                alias.key().region(),
                alias.key().name(),
                alias.name()));
        aliases.remove(new AliasKey(alias.key(), alias.name()));
    }

    /** Forgets the aliases of a function that was removed; on disk they went with it. */
    public void forget(FunctionKey function) {
        aliases.keySet().removeIf(key -> key.function().equals(function));
    }
}
