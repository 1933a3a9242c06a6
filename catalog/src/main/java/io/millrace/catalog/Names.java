package io.millrace.catalog;

import java.util.Locale;

/** Names as the catalog keeps them: lower case, one to 255 characters, nothing that an ARN would read as two names. */
final class Names {

    private static final int LONGEST = 255;

    private Names() {}

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The name of something new. */
    static void check(String what, String name) {
        boolean plain = name.codePoints().noneMatch(c -> c < ' ' || c == 0x7F || c == '/');
        if (name.isBlank() || name.length() > LONGEST || !plain) {
            throw new CatalogException(
                    CatalogException.Reason.INVALID,
                    "The name of a " + what + " is 1 to 255 characters without control characters and slashes: '"
                            + name.codePoints()
                                    .limit(LONGEST)
                                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            + "'.");
        }
    }
}
