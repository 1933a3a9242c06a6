package io.millrace.journal;

import java.io.IOException;

/** Refused at once: more bytes wait for the disk than the journal may hold. Try again later. */
public final class JournalFull extends IOException {

    private static final long serialVersionUID = 1L;

    JournalFull(long queued, long most) {
        super("The journal already holds " + queued + " bytes that wait for the disk, of at most " + most
                + "; send more slowly");
    }
}
