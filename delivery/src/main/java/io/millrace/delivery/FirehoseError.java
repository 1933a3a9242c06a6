package io.millrace.delivery;

import io.millrace.wire.ErrorCode;
import io.millrace.wire.WireException;

/** Firehose's errors. */
enum FirehoseError implements ErrorCode {
    CONCURRENT_MODIFICATION("ConcurrentModificationException", 400),
    INVALID_ARGUMENT("InvalidArgumentException", 400),
    LIMIT_EXCEEDED("LimitExceededException", 400),
    RESOURCE_IN_USE("ResourceInUseException", 400),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 400),
    SERVICE_UNAVAILABLE("ServiceUnavailableException", 503);

    private final String wireName;
    private final int status;

    FirehoseError(String wireName, int status) {
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

    WireException with(String message) {
        return new WireException(this, message);
    }
}
