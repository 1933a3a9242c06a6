package io.millrace.wire.http;

import java.io.IOException;

/** Somebody else listens on the port. */
public final class PortInUse extends IOException {

    private static final long serialVersionUID = 1L;

    PortInUse(String address, int port, Throwable cause) {
        super(
                "Port " + port + " on " + address + " is in use. Stop what listens there, or choose another with --port"
                        + " (0 takes any free one).",
                cause);
    }
}
