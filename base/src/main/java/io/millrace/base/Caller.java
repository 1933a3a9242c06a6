package io.millrace.base;

import java.util.Optional;

/**
 * Who asks, passed explicitly to every front-door method.
 *
 * @param principal the ARN that policies are evaluated for: {@code arn:aws:iam::000000000000:root}, a user, or an
 *     assumed-role session ({@code arn:aws:sts::...:assumed-role/Role/Session})
 * @param role the IAM role behind an assumed-role session
 * @param sourceArn the resource on whose behalf a service acts ({@code aws:SourceArn})
 */
public record Caller(Arn principal, Optional<Arn> role, Optional<Arn> sourceArn) {

    /** The account's root: allowed everything that no resource policy denies. */
    public static Caller root(String account) {
        return new Caller(Arn.of("iam", "", account, "root"), Optional.empty(), Optional.empty());
    }

    public String account() {
        return principal.account();
    }

    public boolean isRoot() {
        return principal.service().equals("iam") && principal.resource().equals("root");
    }

    public Caller withSource(Arn source) {
        return new Caller(principal, role, Optional.of(source));
    }
}
