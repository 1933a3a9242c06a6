package io.millrace.objects.store;

/**
 * What to list.
 *
 * @param prefix empty for every key
 * @param delimiter empty for none; keys that hold it after the prefix are rolled up into common prefixes
 * @param startAfter only what sorts after it, in UTF-8 byte order; where it is a common prefix, what lies below it is
 *     left out too. Empty for the beginning
 * @param maxKeys how many objects and common prefixes together
 */
public record ListRequest(String prefix, String delimiter, String startAfter, int maxKeys) {

    /** Every key below the prefix, in one page. */
    public static ListRequest all(String prefix) {
        return new ListRequest(prefix, "", "", Integer.MAX_VALUE);
    }
}
