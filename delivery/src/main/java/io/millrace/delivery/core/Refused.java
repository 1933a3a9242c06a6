package io.millrace.delivery.core;

import java.io.IOException;

/** A record was not accepted, for a reason that is not the disk's; nothing of it was kept. */
public final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The stream is being deleted. */
        DELETING,
        /** Too much waits to be processed. */
        BACKLOG
    }

    private final Reason reason;

    Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
