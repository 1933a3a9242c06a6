package io.millrace.objects.store;

import java.util.regex.Pattern;

/** S3's rules for the names of general purpose buckets; each is a safe directory name too. */
final class BucketNames {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private BucketNames() {}

    static void check(String name) {
        if (!isPossible(name)) {
            throw new StoreFault.InvalidBucketName(name);
        }
    }

    static boolean isPossible(String name) {
        return SHAPE.matcher(name).matches()
                && !name.contains("..")
                && !ADDRESS.matcher(name).matches();
    }
}
