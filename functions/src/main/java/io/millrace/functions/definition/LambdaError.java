package io.millrace.functions.definition;

import io.millrace.wire.ErrorCode;
import io.millrace.wire.WireException;
import java.util.Map;

/** Lambda's errors. */
public enum LambdaError implements ErrorCode {
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400),
    INVALID_REQUEST_CONTENT("InvalidRequestContentException", 400),
    PRECONDITION_FAILED("PreconditionFailedException", 412),
    POLICY_LENGTH_EXCEEDED("PolicyLengthExceededException", 400),
    REQUEST_TOO_LARGE("RequestTooLargeException", 413),
    RESOURCE_CONFLICT("ResourceConflictException", 409),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404),
    SERVICE("ServiceException", 500),
    TOO_MANY_REQUESTS("TooManyRequestsException", 429);

    private final String wireName;
    private final int status;

    LambdaError(String wireName, int status) {
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

    public WireException with(String message) {
        return new WireException(this, message, Map.of("Type", status < 500 ? "User" : "Service"));
    }

    public static WireException invalid(String message) {
        return INVALID_PARAMETER_VALUE.with(message);
    }
}
