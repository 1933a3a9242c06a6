package io.millrace.wire;

/** Errors that every service shares. */
public enum CommonError implements ErrorCode {
    ACCESS_DENIED("AccessDeniedException", 403),
    INTERNAL_FAILURE("InternalFailure", 500),
    INVALID_ACTION("InvalidAction", 400),
    INVALID_SIGNATURE("InvalidSignatureException", 403),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403),
    REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413),
    SERIALIZATION("SerializationException", 400),
    UNKNOWN_OPERATION("UnknownOperationException", 404),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403),
    VALIDATION("ValidationException", 400);

    private final String wireName;
    private final int status;

    CommonError(String wireName, int status) {
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
}
