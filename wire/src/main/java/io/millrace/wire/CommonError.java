package io.millrace.wire;

/**
 * Errors that every service shares. Each family of protocols has its own name for them; {@link #in} gives the code as the
 * protocol spells it.
 */
public enum CommonError implements ErrorCode {
    ACCESS_DENIED("AccessDeniedException", 403, "AccessDenied", "AccessDenied", 403),
    BAD_DIGEST("BadDigest", 400, "BadDigest", "BadDigest", 400),
    CONTENT_HASH_MISMATCH("InvalidSignatureException", 403, "SignatureDoesNotMatch", "XAmzContentSHA256Mismatch", 400),
    EXPIRED_TOKEN("ExpiredTokenException", 403, "ExpiredToken", "ExpiredToken", 400),
    INCOMPLETE_BODY("IncompleteBody", 400, "IncompleteBody", "IncompleteBody", 400),
    INCOMPLETE_SIGNATURE(
            "IncompleteSignatureException", 400, "IncompleteSignature", "AuthorizationHeaderMalformed", 400),
    INTERNAL_FAILURE("InternalFailure", 500, "InternalFailure", "InternalError", 500),
    INVALID_ACTION("InvalidAction", 400, "InvalidAction", "InvalidRequest", 400),
    INVALID_SIGNATURE("InvalidSignatureException", 403, "SignatureDoesNotMatch", "SignatureDoesNotMatch", 403),
    MISSING_AUTHENTICATION_TOKEN(
            "MissingAuthenticationTokenException", 403, "MissingAuthenticationToken", "AccessDenied", 403),
    REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413, "RequestEntityTooLarge", "EntityTooLarge", 400),
    SERIALIZATION("SerializationException", 400, "MalformedInput", "MalformedXML", 400),
    SIGNATURE_EXPIRED("InvalidSignatureException", 403, "SignatureDoesNotMatch", "RequestTimeTooSkewed", 403),
    UNKNOWN_OPERATION("UnknownOperationException", 404, "InvalidAction", "NotImplemented", 501),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403, "InvalidClientTokenId", "InvalidAccessKeyId", 403),
    VALIDATION("ValidationException", 400, "ValidationError", "InvalidArgument", 400);

    private final String wireName;
    private final int status;
    private final String queryName;
    private final String s3Name;
    private final int s3Status;

    CommonError(String wireName, int status, String queryName, String s3Name, int s3Status) {
        this.wireName = wireName;
        this.status = status;
        this.queryName = queryName;
        this.s3Name = s3Name;
        this.s3Status = s3Status;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public int status() {
        return status;
    }

    /** The code in the protocol's own words. */
    public ErrorCode in(Protocol protocol) {
        return switch (protocol) {
            case REST_JSON -> this;
            // AWS-JSON services answer 400 to whatever is the client's fault.
            case AWS_JSON -> new Named(wireName, status < 500 ? 400 : status);
            case QUERY -> new Named(queryName, this == UNKNOWN_OPERATION ? 400 : status);
            case REST_XML -> new Named(s3Name, s3Status);
        };
    }

    private record Named(String wireName, int status) implements ErrorCode {}
}
