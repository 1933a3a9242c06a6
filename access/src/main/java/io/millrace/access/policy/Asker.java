package io.millrace.access.policy;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who a Principal element is held against.
 *
 * @param names the ARNs that stand for the asker: its own, and the role behind a session
 * @param account empty for a service
 * @param service e.g. {@code firehose.amazonaws.com}
 * @param root the account's own root
 */
public record Asker(Set<String> names, Optional<String> account, Optional<String> service, boolean root) {

    public static Asker of(Caller caller) {
        Set<String> names = new HashSet<>();
        names.add(caller.principal().toString());
        caller.role().map(Arn::toString).ifPresent(names::add);
        return new Asker(Set.copyOf(names), Optional.of(caller.account()), Optional.empty(), caller.isRoot());
    }

    public static Asker service(String principal) {
        return new Asker(Set.of(), Optional.empty(), Optional.of(principal), false);
    }
}
