package io.millrace.journal;

import java.io.IOException;

/** Told once what became of an append; runs on the journal's completion executor and must not block it for long. */
public interface Completion {

    /** The bytes are forced; the position of the frame, or of the first one of a list. */
    void forced(long position);

    /**
     * As {@link #forced(long)}, for who appended a list and wants to know where each frame stands: this is what the
     * journal calls. All frames but the first stand at {@code end} less {@link Journal#frameSize} of themselves and
     * of those after them.
     *
     * @param end the position after the last frame of the append
     */
    default void forced(long position, long end) {
        forced(position);
    }

    /**
     * The bytes are not acknowledged: nobody sees them in this life of the journal, yet after a crash they may be found,
     * as with any failed write. Called before {@code append} returns where the journal refuses at once.
     */
    void failed(IOException cause);
}
