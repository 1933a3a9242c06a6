package io.millrace.objects.door;

import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.StoreFault;
import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Buckets: made, listed, looked at, deleted. Shared between threads. */
final class BucketResource {

    private static final String US_EAST_1 = "us-east-1";
    private static final int MOST = 10_000;
    private static final int DOCUMENT = 64 * 1024;

    private final ObjectsDoor door;
    private final ObjectStore store;

    BucketResource(ObjectsDoor door) {
        this.door = door;
        this.store = door.store();
    }

    WireResponse list(S3Call call) throws IOException {
        String prefix = call.query("prefix").orElse("");
        String after = call.query("continuation-token").orElse("");
        Optional<String> region = call.query("bucket-region");
        int most = call.number("max-buckets", MOST, MOST);
        call.refuseUnread();
        door.authorize(call.caller(), "s3:ListAllMyBuckets", "*", "");
        List<Bucket> found = store.buckets().stream()
                .filter(bucket ->
                        bucket.name().startsWith(prefix) && bucket.name().compareTo(after) > 0)
                .filter(bucket -> region.isEmpty() || region.get().equals(bucket.region()))
                .toList();
        List<Bucket> page = found.subList(0, Math.min(most, found.size()));
        Xml xml = new Xml().open("ListAllMyBucketsResult", S3Text.NAMESPACE);
        owner(xml, "Owner", call);
        xml.open("Buckets");
        for (Bucket bucket : page) {
            xml.open("Bucket")
                    .element("Name", bucket.name())
                    .element("CreationDate", S3Text.xmlDate(bucket.created()))
                    .element("BucketRegion", bucket.region())
                    .element("BucketArn", ObjectsDoor.arn(bucket.name(), "").toString())
                    .close();
        }
        xml.close();
        if (page.size() < found.size() && !page.isEmpty()) {
            xml.element("ContinuationToken", page.getLast().name());
        }
        if (!prefix.isEmpty()) {
            xml.element("Prefix", prefix);
        }
        return S3Answers.xml(xml.close());
    }

    WireResponse create(S3Call call) throws IOException {
        String ownership = call.header("x-amz-object-ownership").orElse("BucketOwnerEnforced");
        if (!ownership.equals("BucketOwnerEnforced")) {
            throw S3Error.NOT_IMPLEMENTED.with(
                    "The object ownership " + ownership + " is not supported here: there are no ACLs. Leave it out.");
        }
        Optional<String> acl = call.header("x-amz-acl");
        if (acl.isPresent() && !acl.get().equals("private")) {
            throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.with(
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        String region = region(call);
        call.refuseUnread();
        door.authorize(call.caller(), "s3:CreateBucket", call.bucket(), "");
        try {
            store.createBucket(call.bucket(), region);
        } catch (StoreFault.BucketExists exists) {
            // AWS answers a repetition in us-east-1, for old times' sake, as if it had been the first.
            boolean legacy = region.equals(US_EAST_1)
                    && store.bucket(call.bucket())
                            .filter(bucket -> bucket.region().equals(US_EAST_1))
                            .isPresent();
            if (!legacy) {
                throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.with(
                        "Your previous request to create the named bucket succeeded and you already own it.");
            }
        }
        return WireResponse.empty(200)
                .with("Location", "/" + call.bucket())
                .with("x-amz-bucket-arn", ObjectsDoor.arn(call.bucket(), "").toString());
    }

    WireResponse head(S3Call call) throws IOException {
        call.refuseUnread();
        door.authorize(call.caller(), "s3:ListBucket", call.bucket(), "");
        return WireResponse.empty(200)
                .with("x-amz-bucket-region", require(call).region())
                .with("x-amz-access-point-alias", "false");
    }

    WireResponse delete(S3Call call) throws IOException {
        call.refuseUnread();
        door.authorize(call.caller(), "s3:DeleteBucket", call.bucket(), "");
        store.deleteBucket(call.bucket());
        return WireResponse.empty(204);
    }

    WireResponse location(S3Call call) throws IOException {
        call.query("location");
        call.refuseUnread();
        door.authorize(call.caller(), "s3:GetBucketLocation", call.bucket(), "");
        String region = require(call).region();
        String text = region.equals(US_EAST_1) ? "" : region;
        return S3Answers.xml(
                "<LocationConstraint xmlns=\"" + S3Text.NAMESPACE + "\">" + text + "</LocationConstraint>");
    }

    private Bucket require(S3Call call) {
        return store.bucket(call.bucket()).orElseThrow(() -> new StoreFault.NoSuchBucket(call.bucket()));
    }

    /** The endpoint's region is the one that the request is signed for. */
    private static String region(S3Call call) throws IOException {
        String endpoint = call.request().region();
        byte[] body = call.document(DOCUMENT);
        Optional<String> constraint = Optional.empty();
        if (body.length > 0) {
            XmlDocument document = XmlDocument.parse(body, "CreateBucketConfiguration");
            document.refuseOthers("LocationConstraint");
            constraint = document.value("LocationConstraint").map(String::strip).filter(text -> !text.isEmpty());
        }
        if (constraint.isEmpty()) {
            if (!endpoint.equals(US_EAST_1)) {
                throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.with("The unspecified location constraint is incompatible for"
                        + " the region specific endpoint this request was sent to.");
            }
            return US_EAST_1;
        }
        return constrained(constraint.get(), endpoint);
    }

    private static String constrained(String constraint, String endpoint) {
        String region = constraint.equals("EU") ? "eu-west-1" : constraint;
        if (region.equals(US_EAST_1) || !region.matches("[a-z]{2,}(-[a-z]+)+-\\d+")) {
            throw S3Error.INVALID_LOCATION_CONSTRAINT.with("The specified location-constraint is not valid: "
                    + constraint + (region.equals(US_EAST_1) ? ". Leave it out for us-east-1." : "."));
        }
        if (!endpoint.equals(US_EAST_1) && !endpoint.equals(region)) {
            throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.with("The " + constraint
                    + " location constraint is incompatible for the region specific endpoint this request was sent"
                    + " to.");
        }
        return region;
    }

    static void owner(Xml xml, String element, S3Call call) {
        xml.open(element).element("ID", S3Text.ownerId(call.caller().account())).close();
    }
}
