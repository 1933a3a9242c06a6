package io.millrace.access.api;

import io.millrace.access.identity.Identities;
import io.millrace.wire.WireRequest;
import java.util.Map;
import java.util.Optional;

/** Asks the decision for the operations of this package. */
record Guard(Identities identities) {

    void on(WireRequest request, String action, String resource) {
        identities.authorizer().authorize(request.caller(), "iam:" + action, resource, Optional.empty(), Map.of());
    }

    /** A role by name; its true path where it exists, so that a policy on a path holds. */
    void onRole(WireRequest request, String action, String name) {
        String arn = identities.roles().all().stream()
                .filter(role -> role.name().equalsIgnoreCase(name))
                .map(role -> role.arn().toString())
                .findFirst()
                .orElse(account("role/" + name));
        on(request, action, arn);
    }

    String account(String resource) {
        return "arn:aws:iam::" + identities.account() + ":" + resource;
    }
}
