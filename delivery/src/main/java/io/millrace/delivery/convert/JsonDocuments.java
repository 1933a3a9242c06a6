package io.millrace.delivery.convert;

/**
 * The JSON objects that stand in a record one after the other, with nothing but blanks between them. Goes by brackets
 * and double quotes alone: what is within is the SerDe's to judge. Used by one thread.
 */
final class JsonDocuments {

    private final byte[] bytes;
    private int from;
    private int to;

    JsonDocuments(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether there is one more, or something that is none. */
    boolean next() {
        from = to;
        while (from < bytes.length && bytes[from] >= 0 && bytes[from] <= ' ') {
            from++;
        }
        to = end();
        return from < bytes.length;
    }

    /** Whether it begins as an object does. */
    boolean isObject() {
        return bytes[from] == '{';
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private int end() {
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < bytes.length; i++) {
            byte b = bytes[i];
            if (quoted) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    quoted = false;
                }
            } else if (b == '"') {
                quoted = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth <= 0) {
                    return i + 1;
                }
            }
        }
        return bytes.length;
    }
}
