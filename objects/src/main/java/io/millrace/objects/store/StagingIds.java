package io.millrace.objects.store;

import java.util.regex.Pattern;

/** Ids that are safe as a file's name. */
final class StagingIds {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    private StagingIds() {}

    static void check(String id) {
        if (!SHAPE.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' cannot be a staging id");
        }
    }
}
