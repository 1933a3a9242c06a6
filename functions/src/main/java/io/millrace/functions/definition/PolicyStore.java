package io.millrace.functions.definition;

import io.millrace.access.policy.Policy;
import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resource policies of functions, versions and aliases, in SQLite and in memory, parsed once; a change is on disk
 * before it is seen. Shared between threads.
 */
public final class PolicyStore {

    /** @param qualifier a version or an alias; empty for the function without one */
    private record PolicyKey(FunctionKey function, String qualifier) {}

    private record Kept(ResourcePolicy policy, Policy parsed) {}

    private record Row(String region, String name, String qualifier, String document) {}

    private final ControlDatabase database;
    private final Map<PolicyKey, Kept> policies = new ConcurrentHashMap<>();

    private PolicyStore(ControlDatabase database) {
        this.database = database;
    }

    public static PolicyStore open(ControlDatabase database) {
        PolicyStore store = new PolicyStore(database);
        List<Row> rows = database.inTransaction(
                handle -> handle.createQuery("SELECT region, name, qualifier, document FROM function_policies")
                        .map((row, context) -> new Row(
                                row.getString("region"),
                                row.getString("name"),
                                row.getString("qualifier"),
                                row.getString("document")))
                        .list());
        for (Row row : rows) {
            ResourcePolicy policy = Json.MAPPER.readValue(row.document(), ResourcePolicy.class);
            store.policies.put(
                    new PolicyKey(new FunctionKey(row.region(), row.name()), row.qualifier()),
                    new Kept(policy, policy.parsed()));
        }
        return store;
    }

    /** The policy of exactly what is named; empty where it says nothing. */
    public ResourcePolicy find(FunctionName name) {
        Kept kept = policies.get(key(name));
        return kept == null ? ResourcePolicy.empty() : kept.policy();
    }

    /** The same for the decision. */
    public Optional<Policy> parsed(FunctionName name) {
        return Optional.ofNullable(policies.get(key(name))).map(Kept::parsed);
    }

    /** Puts the policy in the place of what there was; one without statements is removed. */
    public void put(FunctionName name, ResourcePolicy policy) {
        PolicyKey key = key(name);
        FunctionKey function = key.function();
        if (policy.statements().isEmpty()) {
            database.useTransaction(handle -> handle.execute(
                    "DELETE FROM function_policies WHERE region = ? AND name = ? AND qualifier = ?",
                    function.region(),
                    function.name(),
                    key.qualifier()));
            policies.remove(key);
            return;
        }
        Kept kept = new Kept(policy, policy.parsed());
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO function_policies (region, name, qualifier, document) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (region, name, qualifier) DO UPDATE SET document = excluded.document",
                function.region(),
                function.name(),
                key.qualifier(),
                Json.MAPPER.writeValueAsString(policy)));
        policies.put(key, kept);
    }

    /** Forgets the policies of a function that was removed; on disk they went with it. */
    public void forget(FunctionKey function) {
        policies.keySet().removeIf(key -> key.function().equals(function));
    }

    private static PolicyKey key(FunctionName name) {
        return new PolicyKey(name.key(), name.qualifier().orElse(""));
    }
}
