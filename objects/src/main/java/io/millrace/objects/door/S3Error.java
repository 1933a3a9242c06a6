package io.millrace.objects.door;

import io.millrace.wire.ErrorCode;
import io.millrace.wire.WireException;

/** S3's errors, as far as we answer them. */
enum S3Error implements ErrorCode {
    ACCESS_CONTROL_LIST_NOT_SUPPORTED("AccessControlListNotSupported", 400),
    ACCESS_DENIED("AccessDenied", 403),
    BUCKET_ALREADY_EXISTS("BucketAlreadyExists", 409),
    BUCKET_ALREADY_OWNED_BY_YOU("BucketAlreadyOwnedByYou", 409),
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409),
    ENTITY_TOO_SMALL("EntityTooSmall", 400),
    ENTITY_TOO_LARGE("EntityTooLarge", 400),
    ILLEGAL_LOCATION_CONSTRAINT("IllegalLocationConstraintException", 400),
    INVALID_ARGUMENT("InvalidArgument", 400),
    INVALID_BUCKET_NAME("InvalidBucketName", 400),
    INVALID_LOCATION_CONSTRAINT("InvalidLocationConstraint", 400),
    INVALID_PART("InvalidPart", 400),
    INVALID_PART_ORDER("InvalidPartOrder", 400),
    INVALID_RANGE("InvalidRange", 416),
    INVALID_REQUEST("InvalidRequest", 400),
    INVALID_URI("InvalidURI", 400),
    KEY_TOO_LONG("KeyTooLongError", 400),
    LIFECYCLE_NOT_FOUND("NoSuchLifecycleConfiguration", 404),
    MALFORMED_POLICY("MalformedPolicy", 400),
    MALFORMED_XML("MalformedXML", 400),
    METADATA_TOO_LARGE("MetadataTooLarge", 400),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
    MISSING_CONTENT_LENGTH("MissingContentLength", 411),
    NO_SUCH_BUCKET("NoSuchBucket", 404),
    NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404),
    NO_SUCH_CORS("NoSuchCORSConfiguration", 404),
    NO_SUCH_ENCRYPTION("ServerSideEncryptionConfigurationNotFoundError", 404),
    NO_SUCH_KEY("NoSuchKey", 404),
    NO_SUCH_OBJECT_LOCK("ObjectLockConfigurationNotFoundError", 404),
    NO_SUCH_PUBLIC_ACCESS_BLOCK("NoSuchPublicAccessBlockConfiguration", 404),
    NO_SUCH_REPLICATION("ReplicationConfigurationNotFoundError", 404),
    NO_SUCH_TAG_SET("NoSuchTagSet", 404),
    NO_SUCH_UPLOAD("NoSuchUpload", 404),
    NO_SUCH_VERSION("NoSuchVersion", 404),
    NO_SUCH_WEBSITE("NoSuchWebsiteConfiguration", 404),
    NOT_IMPLEMENTED("NotImplemented", 501),
    PRECONDITION_FAILED("PreconditionFailed", 412);

    private final String wireName;
    private final int status;

    S3Error(String wireName, int status) {
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

    /** The message tells the person what to do next. */
    WireException with(String message) {
        return new WireException(this, message);
    }
}
