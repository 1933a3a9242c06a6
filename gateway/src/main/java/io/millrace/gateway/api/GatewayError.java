package io.millrace.gateway.api;

import io.millrace.wire.ErrorCode;
import io.millrace.wire.WireException;

/** API Gateway's errors. */
enum GatewayError implements ErrorCode {
    BAD_REQUEST("BadRequestException", 400),
    CONFLICT("ConflictException", 409),
    NOT_FOUND("NotFoundException", 404);

    private final String wireName;
    private final int status;

    GatewayError(String wireName, int status) {
        this.wireName = wireName;
        this.status = status;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public int status() {
        return status;
    }

    WireException because(String message) {
        return new WireException(this, message);
    }

    /** What AWS has and this does not. */
    static WireException unsupported(String what) {
        return BAD_REQUEST.because(what + " is not supported here. See docs/compatibility.md.");
    }
}
