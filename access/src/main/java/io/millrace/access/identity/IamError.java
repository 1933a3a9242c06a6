package io.millrace.access.identity;

import io.millrace.wire.ErrorCode;

/** IAM's and STS's own errors. */
public enum IamError implements ErrorCode {
    ACCESS_DENIED("AccessDenied", 403),
    DELETE_CONFLICT("DeleteConflict", 409),
    ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
    INVALID_INPUT("InvalidInput", 400),
    LIMIT_EXCEEDED("LimitExceeded", 409),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
    NO_SUCH_ENTITY("NoSuchEntity", 404),
    VALIDATION_ERROR("ValidationError", 400);

    private final String wireName;
    private final int status;

    IamError(String wireName, int status) {
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
