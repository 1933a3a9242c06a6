package io.millrace.access.identity;

import io.millrace.base.control.ControlDatabase;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Roles and managed policies, on disk and compiled in memory. Shared between threads: reads never wait; writers hold
 * this object's monitor over check and change, and memory changes after the commit.
 */
final class IdentityStore {

    private final ControlDatabase database;
    private final ConcurrentSkipListMap<String, Role> roles = new ConcurrentSkipListMap<>();
    /** The same, for every request that a role makes. */
    private final ConcurrentHashMap<String, Role> rolesByArn = new ConcurrentHashMap<>();

    private final ConcurrentSkipListMap<String, ManagedPolicy> policies = new ConcurrentSkipListMap<>();

    IdentityStore(ControlDatabase database) {
        this.database = database;
        AwsPolicies.all().forEach(policy -> policies.put(key(policy.arn()), policy));
        for (String document : documents("SELECT document FROM access_role")) {
            Role role = IdentityCodec.readRole(document);
            remember(role);
        }
        for (String document : documents("SELECT document FROM access_policy")) {
            ManagedPolicy policy = IdentityCodec.readPolicy(document);
            policies.put(key(policy.arn()), policy);
        }
    }

    Optional<Role> role(String name) {
        return Optional.ofNullable(roles.get(key(name)));
    }

    Optional<Role> roleByArn(String arn) {
        return Optional.ofNullable(rolesByArn.get(arn));
    }

    Collection<Role> roles() {
        return Collections.unmodifiableCollection(roles.values());
    }

    Optional<ManagedPolicy> policy(String arn) {
        return Optional.ofNullable(policies.get(key(arn)));
    }

    Collection<ManagedPolicy> policies() {
        return Collections.unmodifiableCollection(policies.values());
    }

    void put(Role role) {
        database.useTransaction(handle -> handle.execute(
                "INSERT OR REPLACE INTO access_role (name, document) VALUES (?, ?)",
                key(role.name()),
                IdentityCodec.write(role)));
        remember(role);
    }

    private void remember(Role role) {
        roles.put(key(role.name()), role);
        rolesByArn.put(role.arn().toString(), role);
    }

    void remove(Role role) {
        database.useTransaction(handle -> handle.execute("DELETE FROM access_role WHERE name = ?", key(role.name())));
        roles.remove(key(role.name()));
        rolesByArn.remove(role.arn().toString());
    }

    void put(ManagedPolicy policy) {
        database.useTransaction(handle -> handle.execute(
                "INSERT OR REPLACE INTO access_policy (arn, document) VALUES (?, ?)",
                key(policy.arn()),
                IdentityCodec.write(policy)));
        policies.put(key(policy.arn()), policy);
    }

    void remove(ManagedPolicy policy) {
        database.useTransaction(handle -> handle.execute("DELETE FROM access_policy WHERE arn = ?", key(policy.arn())));
        policies.remove(key(policy.arn()));
    }

    private List<String> documents(String sql) {
        return database.inTransaction(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** Names are unique without regard to case. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
