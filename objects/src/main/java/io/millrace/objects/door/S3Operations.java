package io.millrace.objects.door;

import io.millrace.objects.door.S3Operation.Level;
import io.millrace.objects.door.S3Operation.Run;
import io.millrace.wire.OperationInfo;
import java.util.ArrayList;
import java.util.List;

/** S3's table: every operation that we know of, in the order in which they are tried. Used by one thread, once. */
final class S3Operations {

    private static final String VERSIONS = "buckets have no versions here";
    private static final String SETTINGS = "this setting of a bucket does not exist here";
    private static final String OBJECTS = "objects have no such property here";

    private final List<S3Operation> table = new ArrayList<>();

    private S3Operations() {}

    static List<S3Operation> of(ObjectsDoor door) {
        S3Operations operations = new S3Operations();
        operations.uploads(new UploadResource(door));
        operations.unset(new UnsetSettings(door));
        operations.missing(new UnsetSettings(door));
        operations.refusedSettings();
        operations.refusedOfObjects();
        operations.objects(new ObjectReads(door), new ObjectWrites(door));
        operations.policies(new PolicyResource(door));
        operations.buckets(new BucketResource(door), new ListingResource(door));
        return List.copyOf(operations.table);
    }

    private void uploads(UploadResource uploads) {
        object("UploadPartCopy", "PUT", uploads::partCopy, "uploadId", "@x-amz-copy-source");
        object("UploadPart", "PUT", uploads::part, "uploadId");
        object("CreateMultipartUpload", "POST", uploads::create, "uploads");
        object("CompleteMultipartUpload", "POST", uploads::complete, "uploadId");
        object("AbortMultipartUpload", "DELETE", uploads::abort, "uploadId");
        object("ListParts", "GET", uploads::listParts, "uploadId");
        bucket("ListMultipartUploads", "GET", uploads::listUploads, "uploads");
    }

    private void objects(ObjectReads reads, ObjectWrites writes) {
        object("GetObjectTagging", "GET", reads::tags, "tagging");
        object("CopyObject", "PUT", writes::copy, "@x-amz-copy-source");
        object("PutObject", "PUT", writes::put);
        object("GetObject", "GET", reads::get);
        object("HeadObject", "HEAD", reads::head);
        object("DeleteObject", "DELETE", writes::delete);
        bucket("DeleteObjects", "POST", writes::deleteMany, "delete");
    }

    private void policies(PolicyResource policies) {
        bucket("GetBucketPolicy", "GET", policies::get, "policy");
        bucket("PutBucketPolicy", "PUT", policies::put, "policy");
        bucket("DeleteBucketPolicy", "DELETE", policies::delete, "policy");
    }

    private void buckets(BucketResource buckets, ListingResource listings) {
        add("ListBuckets", "GET", Level.SERVICE, buckets::list);
        bucket("GetBucketLocation", "GET", buckets::location, "location");
        bucket("ListObjectVersions", "GET", listings::versions, "versions");
        bucket("ListObjectsV2", "GET", listings::second, "list-type");
        bucket("ListObjects", "GET", listings::first);
        bucket("HeadBucket", "HEAD", buckets::head);
        bucket("CreateBucket", "PUT", buckets::create);
        bucket("DeleteBucket", "DELETE", buckets::delete);
        refuse("PostObject", "POST", Level.BUCKET, "uploads from a browser's form are not supported");
    }

    private void unset(UnsetSettings unset) {
        bucket("GetBucketAcl", "GET", unset::acl, "acl");
        document(unset, "GetBucketVersioning", "versioning", "VersioningConfiguration");
        document(unset, "GetBucketLogging", "logging", "BucketLoggingStatus");
        documentOf(
                unset,
                "GetBucketNotificationConfiguration",
                "notification",
                "s3:GetBucketNotification",
                "NotificationConfiguration");
        documentOf(
                unset,
                "GetBucketAccelerateConfiguration",
                "accelerate",
                "s3:GetAccelerateConfiguration",
                "AccelerateConfiguration");
        bucket(
                "GetBucketRequestPayment",
                "GET",
                unset.document(
                        "requestPayment",
                        "s3:GetBucketRequestPayment",
                        "RequestPaymentConfiguration",
                        xml -> xml.element("Payer", "BucketOwner")),
                "requestPayment");
        bucket(
                "GetBucketOwnershipControls",
                "GET",
                unset.document(
                        "ownershipControls",
                        "s3:GetBucketOwnershipControls",
                        "OwnershipControls",
                        xml -> xml.open("Rule")
                                .element("ObjectOwnership", "BucketOwnerEnforced")
                                .close()),
                "ownershipControls");
    }

    private void missing(UnsetSettings unset) {
        missing(unset, "GetBucketCors", "cors", "s3:GetBucketCORS", S3Error.NO_SUCH_CORS);
        missing(
                unset,
                "GetBucketEncryption",
                "encryption",
                "s3:GetEncryptionConfiguration",
                S3Error.NO_SUCH_ENCRYPTION);
        missing(
                unset,
                "GetBucketLifecycleConfiguration",
                "lifecycle",
                "s3:GetLifecycleConfiguration",
                S3Error.LIFECYCLE_NOT_FOUND);
        missing(
                unset,
                "GetBucketReplication",
                "replication",
                "s3:GetReplicationConfiguration",
                S3Error.NO_SUCH_REPLICATION);
        missing(unset, "GetBucketTagging", "tagging", "s3:GetBucketTagging", S3Error.NO_SUCH_TAG_SET);
        missing(unset, "GetBucketWebsite", "website", "s3:GetBucketWebsite", S3Error.NO_SUCH_WEBSITE);
        missing(
                unset,
                "GetObjectLockConfiguration",
                "object-lock",
                "s3:GetBucketObjectLockConfiguration",
                S3Error.NO_SUCH_OBJECT_LOCK);
        missing(
                unset,
                "GetPublicAccessBlock",
                "publicAccessBlock",
                "s3:GetBucketPublicAccessBlock",
                S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK);
    }

    private void refusedSettings() {
        refuse("PutBucketVersioning", "PUT", Level.BUCKET, VERSIONS, "versioning");
        refuse("PutBucketAcl", "PUT", Level.BUCKET, "use a bucket policy", "acl");
        refuse("GetBucketPolicyStatus", "GET", Level.BUCKET, SETTINGS, "policyStatus");
        refusePutAndDelete("BucketCors", "cors");
        refusePutAndDelete("BucketEncryption", "encryption");
        refuse("PutBucketLifecycleConfiguration", "PUT", Level.BUCKET, SETTINGS, "lifecycle");
        refuse("DeleteBucketLifecycle", "DELETE", Level.BUCKET, SETTINGS, "lifecycle");
        refusePutAndDelete("BucketReplication", "replication");
        refusePutAndDelete("BucketTagging", "tagging");
        refusePutAndDelete("BucketWebsite", "website");
        refusePutAndDelete("BucketOwnershipControls", "ownershipControls");
        refusePutAndDelete("PublicAccessBlock", "publicAccessBlock");
        refuse("PutBucketLogging", "PUT", Level.BUCKET, SETTINGS, "logging");
        refuse("PutBucketNotificationConfiguration", "PUT", Level.BUCKET, SETTINGS, "notification");
        refuse("PutBucketAccelerateConfiguration", "PUT", Level.BUCKET, SETTINGS, "accelerate");
        refuse("PutBucketRequestPayment", "PUT", Level.BUCKET, SETTINGS, "requestPayment");
        refuse("PutObjectLockConfiguration", "PUT", Level.BUCKET, SETTINGS, "object-lock");
        for (String name : List.of("analytics", "intelligent-tiering", "inventory", "metrics")) {
            String title = title(name);
            refuse("Get" + title + " or List" + title + "s", "GET", Level.BUCKET, SETTINGS, name);
            refuse("Put" + title, "PUT", Level.BUCKET, SETTINGS, name);
            refuse("Delete" + title, "DELETE", Level.BUCKET, SETTINGS, name);
        }
        refuse("CreateSession", "GET", Level.BUCKET, "directory buckets are not supported", "session");
    }

    private void refusedOfObjects() {
        refuse("GetObjectAcl", "GET", Level.OBJECT, "use a bucket policy", "acl");
        refuse("PutObjectAcl", "PUT", Level.OBJECT, "use a bucket policy", "acl");
        refuse("GetObjectAttributes", "GET", Level.OBJECT, "use HeadObject", "attributes");
        refuse("PutObjectTagging", "PUT", Level.OBJECT, OBJECTS, "tagging");
        refuse("DeleteObjectTagging", "DELETE", Level.OBJECT, OBJECTS, "tagging");
        refuse("GetObjectLegalHold", "GET", Level.OBJECT, OBJECTS, "legal-hold");
        refuse("PutObjectLegalHold", "PUT", Level.OBJECT, OBJECTS, "legal-hold");
        refuse("GetObjectRetention", "GET", Level.OBJECT, OBJECTS, "retention");
        refuse("PutObjectRetention", "PUT", Level.OBJECT, OBJECTS, "retention");
        refuse("GetObjectTorrent", "GET", Level.OBJECT, OBJECTS, "torrent");
        refuse("RestoreObject", "POST", Level.OBJECT, "there are no archives", "restore");
        refuse("SelectObjectContent", "POST", Level.OBJECT, "use Athena", "select");
        refuse("RenameObject", "PUT", Level.OBJECT, "directory buckets are not supported", "renameObject");
    }

    private void document(UnsetSettings unset, String name, String parameter, String root) {
        documentOf(unset, name, parameter, "s3:" + name, root);
    }

    private void documentOf(UnsetSettings unset, String name, String parameter, String action, String root) {
        bucket(name, "GET", unset.document(parameter, action, root, xml -> {}), parameter);
    }

    private void missing(UnsetSettings unset, String name, String parameter, String action, S3Error error) {
        String message = "The bucket has no " + parameter + " configuration.";
        bucket(name, "GET", unset.missing(parameter, action, error, message), parameter);
    }

    private void refusePutAndDelete(String setting, String parameter) {
        refuse("Put" + setting, "PUT", Level.BUCKET, SETTINGS, parameter);
        refuse("Delete" + setting, "DELETE", Level.BUCKET, SETTINGS, parameter);
    }

    private void object(String name, String method, Run run, String... markers) {
        add(name, method, Level.OBJECT, run, markers);
    }

    private void bucket(String name, String method, Run run, String... markers) {
        add(name, method, Level.BUCKET, run, markers);
    }

    private void add(String name, String method, Level level, Run run, String... markers) {
        table.add(new S3Operation(method, level, List.of(markers), new OperationInfo(name, true, ""), run));
    }

    private void refuse(String name, String method, Level level, String why, String... markers) {
        Run run = call -> {
            throw S3Error.NOT_IMPLEMENTED.with(
                    "The operation " + name + " is not supported here: " + why + ". See docs/compatibility.md.");
        };
        table.add(new S3Operation(method, level, List.of(markers), new OperationInfo(name, false, why), run));
    }

    private static String title(String parameter) {
        return switch (parameter) {
            case "analytics" -> "BucketAnalyticsConfiguration";
            case "intelligent-tiering" -> "BucketIntelligentTieringConfiguration";
            case "inventory" -> "BucketInventoryConfiguration";
            default -> "BucketMetricsConfiguration";
        };
    }
}
