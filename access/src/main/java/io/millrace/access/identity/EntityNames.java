package io.millrace.access.identity;

import io.millrace.access.policy.MalformedPolicy;
import io.millrace.access.policy.Policy;
import io.millrace.wire.WireException;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** What AWS allows as names, paths, ids and documents, with its sentences where one is broken. */
final class EntityNames {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]+/");

    private EntityNames() {}

    static void checkName(String member, String name, int longest) {
        if (!NAME.matcher(name).matches()) {
            throw new WireException(
                    IamError.VALIDATION_ERROR,
                    "The specified value for " + member
                            + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        if (name.length() > longest) {
            throw new WireException(
                    IamError.VALIDATION_ERROR,
                    "1 validation error detected: Value '" + name + "' at '" + member
                            + "' failed to satisfy constraint: Member must have length less than or equal to "
                            + longest);
        }
    }

    static void checkPath(String path) {
        if (!PATH.matcher(path).matches() || path.length() > 512) {
            throw new WireException(
                    IamError.VALIDATION_ERROR,
                    "The specified value for path is invalid. It must begin and end with / and contain only"
                            + " alphanumeric characters and/or / characters.");
        }
    }

    /** Parses a document of at most so many characters, white space not counted. */
    static Policy policy(String document, Policy.Kind kind, int longest) {
        long length = document.chars().filter(c -> !Character.isWhitespace(c)).count();
        if (length > longest) {
            throw new WireException(IamError.LIMIT_EXCEEDED, "Cannot exceed quota for " + quota(kind) + ": " + longest);
        }
        try {
            return Policy.parse(document, kind);
        } catch (MalformedPolicy malformed) {
            throw new WireException(IamError.MALFORMED_POLICY_DOCUMENT, malformed.text());
        }
    }

    private static String quota(Policy.Kind kind) {
        return switch (kind) {
            case TRUST -> "ACLSizePerRole";
            case IDENTITY, RESOURCE -> "PolicySize";
        };
    }

    /** E.g. {@code AROA} and seventeen letters and digits. */
    static String id(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        while (id.length() < length) {
            id.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
        }
        return id.toString();
    }
}
