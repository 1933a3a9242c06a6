package io.millrace.delivery.core;

import io.millrace.objects.open.Stall;

/** No object can be born now; the message says what is wrong. It is tried again. */
final class NoBirth extends Exception {

    private static final long serialVersionUID = 1L;

    private final Stall.Reason reason;

    NoBirth(Stall.Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Stall.Reason reason() {
        return reason;
    }
}
