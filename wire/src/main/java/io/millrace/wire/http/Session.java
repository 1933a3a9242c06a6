package io.millrace.wire.http;

import io.millrace.base.Caller;
import java.time.Instant;

/** A browser that redeemed a one-time token. */
public record Session(String id, Caller caller, Instant expires) {

    @Override
    public String toString() {
        return "Session of " + caller.principal();
    }
}
