package io.millrace.query;

import io.millrace.wire.ErrorCode;

/** Athena's errors. */
enum AthenaError implements ErrorCode {
    INVALID_REQUEST("InvalidRequestException", 400),
    METADATA("MetadataException", 400),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 400),
    INTERNAL("InternalServerException", 500);

    private final String wireName;
    private final int status;

    AthenaError(String wireName, int status) {
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
