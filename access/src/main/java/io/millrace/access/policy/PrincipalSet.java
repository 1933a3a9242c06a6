package io.millrace.access.policy;

import java.util.Set;

/**
 * A Principal or NotPrincipal element.
 *
 * @param aws account ids and ARNs; federated principals stand in no set, as nobody here is one
 */
record PrincipalSet(boolean negated, boolean everyone, Set<String> aws, Set<String> services) {

    /** What an Allow with this element gives the asker. */
    Answer grant(Asker asker) {
        if (negated) {
            return named(asker) || account(asker) ? Answer.SILENT : Answer.ALLOWED;
        }
        if (everyone || named(asker)) {
            return Answer.ALLOWED;
        }
        if (account(asker)) {
            return asker.root() ? Answer.ALLOWED : Answer.ALLOWED_TO_ACCOUNT;
        }
        return Answer.SILENT;
    }

    /** NotPrincipal spares a session only when its role or itself is named, never its account alone. */
    boolean denies(Asker asker) {
        return negated ? !named(asker) : everyone || named(asker) || account(asker);
    }

    private boolean named(Asker asker) {
        return asker.names().stream().anyMatch(aws::contains)
                || asker.service().filter(services::contains).isPresent()
                || (negated && everyone);
    }

    private boolean account(Asker asker) {
        return asker.account()
                .filter(id -> aws.contains(id) || aws.contains("arn:aws:iam::" + id + ":root"))
                .isPresent();
    }
}
