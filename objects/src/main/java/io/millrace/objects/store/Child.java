package io.millrace.objects.store;

import org.jspecify.annotations.Nullable;

/**
 * What a directory of a bucket holds, as a listing sees it.
 *
 * @param part what it adds to the directory's key prefix; a directory's ends with a slash
 * @param relative its path below the directory
 * @param info null for a directory
 */
record Child(String part, String relative, @Nullable ObjectInfo info) {

    boolean isFile() {
        return info != null;
    }

    /** Whether it stands beside a directory of its name. */
    boolean isSecond() {
        return isFile() && KeyNames.beside(relative).isPresent();
    }
}
