package io.millrace.objects.door;

import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.ByteRange;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.Part;
import io.millrace.objects.store.PartRef;
import io.millrace.objects.store.PutCondition;
import io.millrace.objects.store.StoreFault;
import io.millrace.objects.store.StoredObject;
import io.millrace.objects.store.Upload;
import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects uploaded in parts. Shared between threads. */
final class UploadResource {

    private static final int MOST_PARTS = 10_000;
    private static final int DOCUMENT = 8 * 1024 * 1024;

    private final ObjectsDoor door;
    private final ObjectStore store;

    UploadResource(ObjectsDoor door) {
        this.door = door;
        this.store = door.store();
    }

    WireResponse create(S3Call call) throws IOException {
        call.query("uploads");
        ObjectMetadata metadata = MetadataHeaders.read(call);
        Optional<String> algorithm = call.header("x-amz-checksum-algorithm");
        String type = call.header("x-amz-checksum-type").orElse("COMPOSITE");
        if (!type.equals("COMPOSITE")) {
            throw S3Error.NOT_IMPLEMENTED.with("The checksum type " + type
                    + " is not supported here for uploads in parts. Leave it out: each part's checksum is verified.");
        }
        call.refuseUnread();
        authorize(call, "s3:PutObject");
        Upload upload = store.createUpload(call.bucket(), call.key(), metadata);
        WireResponse answer = S3Answers.xml(new Xml()
                .open("InitiateMultipartUploadResult", S3Text.NAMESPACE)
                .element("Bucket", call.bucket())
                .element("Key", call.key())
                .element("UploadId", upload.id())
                .close());
        return algorithm.isEmpty()
                ? answer
                : answer.with("x-amz-checksum-algorithm", algorithm.get()).with("x-amz-checksum-type", type);
    }

    WireResponse part(S3Call call) throws IOException {
        int number = partNumber(call);
        String id = id(call);
        call.refuseUnread();
        authorize(call, "s3:PutObject");
        Upload upload = store.upload(call.bucket(), call.key(), id);
        Part part = store.uploadPart(upload, number, new RequestBody(call.request()));
        WireResponse answer = WireResponse.empty(200).with("ETag", S3Text.quoted(part.etag()));
        for (Map.Entry<String, String> checksum : part.checksums().entrySet()) {
            answer = answer.with(RequestBody.PREFIX + checksum.getKey(), checksum.getValue());
        }
        return answer;
    }

    WireResponse partCopy(S3Call call) throws IOException {
        int number = partNumber(call);
        String id = id(call);
        CopySource source = CopySource.of(call);
        Optional<String> range = call.header("x-amz-copy-source-range");
        call.refuseUnread();
        source.authorize(door, call);
        authorize(call, "s3:PutObject");
        source.check(store);
        Upload upload = store.upload(call.bucket(), call.key(), id);
        try (StoredObject object = store.get(
                        source.object().bucket(), source.object().key())
                .orElseThrow(() -> new StoreFault.NoSuchKey(source.object().key()))) {
            ByteRange bytes = RequestedRange.of(range, object.info().size())
                    .map(RequestedRange::bytes)
                    .orElse(ByteRange.ALL);
            BodySource body = () -> object.stream(bytes);
            Part part = store.uploadPart(upload, number, body);
            return S3Answers.xml(new Xml()
                    .open("CopyPartResult", S3Text.NAMESPACE)
                    .element("LastModified", S3Text.xmlDate(part.lastModified()))
                    .element("ETag", S3Text.quoted(part.etag()))
                    .close());
        }
    }

    WireResponse complete(S3Call call) throws IOException {
        String id = id(call);
        PutCondition condition = Preconditions.ofPut(call);
        Optional<String> size = call.header("x-amz-mp-object-size");
        refuseWholeChecksums(call);
        call.header("x-amz-checksum-type");
        call.refuseUnread();
        authorize(call, "s3:PutObject");
        XmlDocument document = XmlDocument.parse(call.document(DOCUMENT), "CompleteMultipartUpload");
        document.refuseOthers("Part");
        Upload upload = store.upload(call.bucket(), call.key(), id);
        List<PartRef> parts = parts(document, store.listParts(upload));
        checkSize(size, parts, store.listParts(upload));
        ObjectInfo info = store.completeUpload(upload, parts, condition);
        return S3Answers.xml(new Xml()
                .open("CompleteMultipartUploadResult", S3Text.NAMESPACE)
                .element("Location", "/" + call.bucket() + "/" + S3Text.encoded(call.key()))
                .element("Bucket", call.bucket())
                .element("Key", call.key())
                .element("ETag", S3Text.quoted(info.etag()))
                .close());
    }

    WireResponse abort(S3Call call) throws IOException {
        String id = id(call);
        call.refuseUnread();
        authorize(call, "s3:AbortMultipartUpload");
        store.abortUpload(store.upload(call.bucket(), call.key(), id));
        return WireResponse.empty(204);
    }

    WireResponse listParts(S3Call call) throws IOException {
        String id = id(call);
        int after = call.number("part-number-marker", 0, Integer.MAX_VALUE);
        int most = call.number("max-parts", 1000, 1000);
        call.refuseUnread();
        authorize(call, "s3:ListMultipartUploadParts");
        List<Part> all = store.listParts(store.upload(call.bucket(), call.key(), id)).stream()
                .filter(part -> part.number() > after)
                .toList();
        List<Part> page = all.subList(0, Math.min(most, all.size()));
        Xml xml = new Xml()
                .open("ListPartsResult", S3Text.NAMESPACE)
                .element("Bucket", call.bucket())
                .element("Key", call.key())
                .element("UploadId", id);
        BucketResource.owner(xml, "Initiator", call);
        BucketResource.owner(xml, "Owner", call);
        xml.element("StorageClass", "STANDARD")
                .element("PartNumberMarker", after)
                .element(
                        "NextPartNumberMarker",
                        page.isEmpty() ? 0 : page.getLast().number())
                .element("MaxParts", most)
                .element("IsTruncated", page.size() < all.size());
        for (Part part : page) {
            xml.open("Part")
                    .element("PartNumber", part.number())
                    .element("LastModified", S3Text.xmlDate(part.lastModified()))
                    .element("ETag", S3Text.quoted(part.etag()))
                    .element("Size", part.size());
            part.checksums().forEach((algorithm, value) -> xml.element(Checksums.element(algorithm), value));
            xml.close();
        }
        return S3Answers.xml(xml.close());
    }

    WireResponse listUploads(S3Call call) throws IOException {
        call.query("uploads");
        String prefix = call.query("prefix").orElse("");
        boolean encode = call.query("encoding-type").isPresent();
        int most = call.number("max-uploads", 1000, 1000);
        call.refuseUnread();
        door.authorize(call.caller(), "s3:ListBucketMultipartUploads", call.bucket(), "");
        List<Upload> uploads = store.listUploads(call.bucket()).stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .toList();
        if (uploads.size() > most) {
            throw S3Error.NOT_IMPLEMENTED.with("More than " + most
                    + " uploads are under way, and paging through them is not supported here. Narrow the prefix.");
        }
        Xml xml = new Xml()
                .open("ListMultipartUploadsResult", S3Text.NAMESPACE)
                .element("Bucket", call.bucket())
                .element("KeyMarker", "")
                .element("UploadIdMarker", "")
                .element("Prefix", encode ? S3Text.encoded(prefix) : prefix)
                .element("MaxUploads", most)
                .element("IsTruncated", false);
        if (encode) {
            xml.element("EncodingType", "url");
        }
        for (Upload upload : uploads) {
            xml.open("Upload")
                    .element("Key", encode ? S3Text.encoded(upload.key()) : upload.key())
                    .element("UploadId", upload.id());
            BucketResource.owner(xml, "Initiator", call);
            BucketResource.owner(xml, "Owner", call);
            xml.element("StorageClass", "STANDARD")
                    .element("Initiated", S3Text.xmlDate(upload.initiated()))
                    .close();
        }
        return S3Answers.xml(xml.close());
    }

    private void authorize(S3Call call, String action) throws IOException {
        door.authorize(call.caller(), action, call.bucket(), call.key());
    }

    private static int partNumber(S3Call call) {
        String text = call.query("partNumber").orElse("");
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_PARTS) {
            throw S3Error.INVALID_ARGUMENT.with("Part number must be an integer between 1 and 10000, inclusive");
        }
        return Integer.parseInt(text);
    }

    private static String id(S3Call call) {
        return call.query("uploadId").orElse("");
    }

    /** A checksum of the whole object could be verified only by reading all parts twice. */
    private static void refuseWholeChecksums(S3Call call) {
        for (String name : call.request().headers().keySet()) {
            if (name.startsWith(RequestBody.PREFIX) && !name.endsWith("-type")) {
                throw S3Error.NOT_IMPLEMENTED.with("The header " + name
                        + " is not supported here on the completion of an upload. Leave it out: each part's checksum was"
                        + " verified.");
            }
        }
    }

    private static List<PartRef> parts(XmlDocument document, List<Part> uploaded) {
        List<PartRef> parts = new ArrayList<>();
        for (XmlDocument part : document.all("Part")) {
            String number = part.required("PartNumber").strip();
            if (!number.matches("\\d{1,5}")) {
                throw S3Error.MALFORMED_XML.with("PartNumber must be a whole number, not '" + number + "'.");
            }
            PartRef ref = new PartRef(Integer.parseInt(number), S3Text.unquoted(part.required("ETag")));
            checkChecksums(part, ref, uploaded);
            parts.add(ref);
        }
        if (parts.isEmpty()) {
            throw S3Error.MALFORMED_XML.with("You must specify at least one part");
        }
        return parts;
    }

    private static void checkChecksums(XmlDocument part, PartRef ref, List<Part> uploaded) {
        for (XmlDocument child : part.children()) {
            if (child.name().startsWith("Checksum")) {
                boolean same = uploaded.stream()
                        .filter(candidate -> candidate.number() == ref.number())
                        .flatMap(candidate -> candidate.checksums().entrySet().stream())
                        .anyMatch(checksum -> Checksums.element(checksum.getKey())
                                        .equals(child.name())
                                && checksum.getValue().equals(child.text().strip()));
                if (!same) {
                    throw S3Error.INVALID_PART.with(
                            "Part " + ref.number() + " was not uploaded with that " + child.name() + ".");
                }
            }
        }
        part.refuseOthers(
                "PartNumber",
                "ETag",
                "ChecksumCRC32",
                "ChecksumCRC32C",
                "ChecksumCRC64NVME",
                "ChecksumSHA1",
                "ChecksumSHA256");
    }

    private static void checkSize(Optional<String> declared, List<PartRef> wanted, List<Part> uploaded) {
        if (declared.isEmpty()) {
            return;
        }
        long size = uploaded.stream()
                .filter(part -> wanted.stream().anyMatch(ref -> ref.number() == part.number()))
                .mapToLong(Part::size)
                .sum();
        if (!declared.get().strip().equals(Long.toString(size))) {
            throw S3Error.INVALID_REQUEST.with(
                    "The parts have " + size + " bytes, not the " + declared.get() + " of x-amz-mp-object-size.");
        }
    }
}
