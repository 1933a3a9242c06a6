package io.millrace.access.identity;

import io.millrace.access.audit.AuditSink;
import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;

/** The account's identities, opened once. Shared between threads. */
public record Identities(
        String account, Policies policies, Roles roles, Sessions sessions, Authorizer authorizer, Clock clock) {

    /** Loads what {@link #open} needs, on any thread. */
    public static void load() {
        AwsPolicies.all();
    }

    /** Reads the control database; what it holds stays in memory, compiled. */
    public static Identities open(ControlDatabase database, Clock clock, String account, AuditSink audit) {
        IdentityStore store = new IdentityStore(database);
        Policies policies = new Policies(store, clock, account);
        Roles roles = new Roles(store, policies, clock, account);
        return new Identities(
                account,
                policies,
                roles,
                new Sessions(roles, clock),
                new Authorizer(roles, policies, clock, account, audit),
                clock);
    }
}
