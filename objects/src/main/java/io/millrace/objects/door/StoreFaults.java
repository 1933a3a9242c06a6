package io.millrace.objects.door;

import io.millrace.objects.store.StoreFault;
import io.millrace.wire.WireException;

/** What each fault of a caller of the store is called on S3's wire. */
final class StoreFaults {

    private StoreFaults() {}

    static WireException toWire(StoreFault fault) {
        return code(fault).with(fault.text());
    }

    static S3Error code(StoreFault fault) {
        return switch (fault) {
            case StoreFault.NoSuchBucket f -> S3Error.NO_SUCH_BUCKET;
            case StoreFault.BucketExists f -> S3Error.BUCKET_ALREADY_OWNED_BY_YOU;
            case StoreFault.BucketNotEmpty f -> S3Error.BUCKET_NOT_EMPTY;
            case StoreFault.InvalidBucketName f -> S3Error.INVALID_BUCKET_NAME;
            case StoreFault.InvalidKey f -> S3Error.KEY_TOO_LONG;
            case StoreFault.NoSuchKey f -> S3Error.NO_SUCH_KEY;
            case StoreFault.PreconditionFailed f -> S3Error.PRECONDITION_FAILED;
            case StoreFault.MetadataTooLarge f -> S3Error.METADATA_TOO_LARGE;
            case StoreFault.NoSuchUpload f -> S3Error.NO_SUCH_UPLOAD;
            case StoreFault.InvalidPart f -> S3Error.INVALID_PART;
            case StoreFault.InvalidPartOrder f -> S3Error.INVALID_PART_ORDER;
            case StoreFault.PartTooSmall f -> S3Error.ENTITY_TOO_SMALL;
        };
    }
}
