package io.millrace.objects.open;

import java.util.regex.Pattern;

/**
 * Names a stream's files for good: made of its region, its name and its incarnation, so that a namesake has another.
 *
 * @param text up to 150 letters, digits, dots, hyphens and underscores
 */
public record StreamKey(String text) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,149}");

    public StreamKey {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' cannot name a stream's files.");
        }
    }

    /** Whether the text could be one. */
    public static boolean matches(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
