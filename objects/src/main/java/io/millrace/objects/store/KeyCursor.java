package io.millrace.objects.store;

import java.io.IOException;

/** Walks the keys of a bucket in order. Used by one thread. */
interface KeyCursor {

    /** Moves to the next key; false at the end. */
    boolean advance() throws IOException;

    /** The key moved to. */
    String key();

    /** The object at the key moved to. */
    ObjectInfo info() throws IOException;

    /** Leaves out all further keys that begin so. */
    void skip(String prefix);
}
