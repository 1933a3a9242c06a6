package io.millrace.insight.api;

import io.millrace.wire.ErrorCode;

/** QuickSight's errors. Unlike elsewhere, a denial is a 401. */
enum QuickSightError implements ErrorCode {
    ACCESS_DENIED("AccessDeniedException", 401),
    CONFLICT("ConflictException", 409),
    INVALID_NEXT_TOKEN("InvalidNextTokenException", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400),
    RESOURCE_EXISTS("ResourceExistsException", 409),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404);

    private final String wireName;
    private final int status;

    QuickSightError(String wireName, int status) {
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
