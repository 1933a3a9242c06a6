package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a journal forward, never past what was forced, and never in the writer's way. Used by one thread at a time.
 * Damage is skipped and reported to the journal: it shows here as a position that is not the last {@code nextPosition()}.
 */
public interface JournalReader extends AutoCloseable {

    /** Moves to the next forced frame; false where there is none yet. After an exception it may be called again. */
    boolean next() throws IOException;

    /** The position of this frame. */
    long position();

    /** The position to go on from after this frame. */
    long nextPosition();

    /** The frame's payload; valid until the next call of {@link #next}. */
    ByteBuffer payload();

    @Override
    void close();
}
