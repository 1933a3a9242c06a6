package io.millrace.objects.store;

import java.io.IOException;
import java.io.OutputStream;

/** An object's bytes on their way under a staging id. Used by one thread. Closed without {@link #force}: forgotten. */
public interface Staging extends AutoCloseable {

    /** Where the bytes go; need not be closed. */
    OutputStream out();

    /** Makes bytes and metadata durable; from then on the id {@link ObjectStore#isStaged is staged}. Once. */
    void force(ObjectMetadata metadata) throws IOException;

    @Override
    void close() throws IOException;
}
