package io.millrace.objects.door;

import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.ObjectRef;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.PutCondition;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects written: put, copy, delete. Shared between threads. */
final class ObjectWrites {

    private static final int MOST = 1000;
    private static final int DOCUMENT = 2 * 1024 * 1024;
    private static final long LARGEST_PUT = 5L * 1024 * 1024 * 1024;

    private final ObjectsDoor door;
    private final ObjectStore store;

    ObjectWrites(ObjectsDoor door) {
        this.door = door;
        this.store = door.store();
    }

    WireResponse put(S3Call call) throws IOException {
        checkLength(call);
        ObjectMetadata metadata = MetadataHeaders.read(call);
        PutCondition condition = Preconditions.ofPut(call);
        call.refuseUnread();
        door.authorize(call.caller(), "s3:PutObject", call.bucket(), call.key());
        ObjectInfo info = store.put(call.bucket(), call.key(), metadata, new RequestBody(call.request()), condition);
        WireResponse answer = WireResponse.empty(200).with("ETag", S3Text.quoted(info.etag()));
        return Checksums.with(answer, info.metadata().checksums());
    }

    WireResponse copy(S3Call call) throws IOException {
        CopySource source = CopySource.of(call);
        boolean replace = directive(call, "x-amz-metadata-directive");
        if (directive(call, "x-amz-tagging-directive")) {
            throw S3Error.NOT_IMPLEMENTED.with("Tags are not supported here. Leave x-amz-tagging-directive out.");
        }
        Optional<ObjectMetadata> replacement =
                Optional.of(MetadataHeaders.read(call)).filter(metadata -> replace);
        PutCondition condition = Preconditions.ofPut(call);
        call.refuseUnread();
        ObjectRef target = new ObjectRef(call.bucket(), call.key());
        if (source.object().equals(target) && !replace) {
            throw S3Error.INVALID_REQUEST.with(
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
        source.authorize(door, call);
        door.authorize(call.caller(), "s3:PutObject", call.bucket(), call.key());
        source.check(store);
        ObjectInfo info = store.copy(source.object(), target, replacement, condition);
        return S3Answers.xml(result("CopyObjectResult", info));
    }

    WireResponse delete(S3Call call) throws IOException {
        ObjectReads.checkVersion(call);
        call.refuseUnread();
        door.authorize(call.caller(), "s3:DeleteObject", call.bucket(), call.key());
        store.delete(call.bucket(), call.key());
        return WireResponse.empty(204);
    }

    /** Many at once, each decided and answered on its own. */
    WireResponse deleteMany(S3Call call) throws IOException {
        call.query("delete");
        call.refuseUnread();
        XmlDocument document = XmlDocument.parse(call.document(DOCUMENT), "Delete");
        document.refuseOthers("Object", "Quiet");
        List<XmlDocument> objects = document.all("Object");
        if (objects.isEmpty() || objects.size() > MOST) {
            throw S3Error.MALFORMED_XML.with("Name 1 to " + MOST + " objects in a request.");
        }
        objects.forEach(object -> object.refuseOthers("Key", "VersionId"));
        boolean quiet = document.value("Quiet").filter("true"::equals).isPresent();
        Xml xml = new Xml().open("DeleteResult", S3Text.NAMESPACE);
        for (XmlDocument object : objects) {
            deleteOne(call, object.required("Key"), object.value("VersionId").orElse("null"), quiet, xml);
        }
        return S3Answers.xml(xml.close());
    }

    private void deleteOne(S3Call call, String key, String version, boolean quiet, Xml xml) throws IOException {
        try {
            door.authorize(call.caller(), "s3:DeleteObject", call.bucket(), key);
            if (!version.equals("null")) {
                failure(xml, key, S3Error.NO_SUCH_VERSION, "The specified version does not exist.");
                return;
            }
            store.delete(call.bucket(), key);
            if (!quiet) {
                xml.open("Deleted").element("Key", key).close();
            }
        } catch (AccessDenied denied) {
            failure(xml, key, S3Error.ACCESS_DENIED, denied.text());
        }
    }

    private static void failure(Xml xml, String key, S3Error error, String message) {
        xml.open("Error")
                .element("Key", key)
                .element("Code", error.wireName())
                .element("Message", message)
                .close();
    }

    static Xml result(String root, ObjectInfo info) {
        Xml xml = new Xml()
                .open(root, S3Text.NAMESPACE)
                .element("LastModified", S3Text.xmlDate(info.lastModified()))
                .element("ETag", S3Text.quoted(info.etag()));
        for (Map.Entry<String, String> checksum : info.metadata().checksums().entrySet()) {
            xml.element(Checksums.element(checksum.getKey()), checksum.getValue());
        }
        return xml.close();
    }

    /** True for REPLACE. */
    private static boolean directive(S3Call call, String name) {
        String directive = call.header(name).orElse("COPY");
        if (!directive.equals("COPY") && !directive.equals("REPLACE")) {
            throw S3Error.INVALID_ARGUMENT.with("Unknown " + name + ": write COPY or REPLACE.");
        }
        return directive.equals("REPLACE");
    }

    private static void checkLength(S3Call call) {
        Optional<String> length = call.request().header("content-length");
        if (length.isEmpty() && call.request().header("transfer-encoding").isPresent()) {
            throw S3Error.MISSING_CONTENT_LENGTH.with("You must provide the Content-Length HTTP header.");
        }
        if (length.isPresent() && length.get().matches("\\d{10,18}") && Long.parseLong(length.get()) > LARGEST_PUT) {
            throw S3Error.ENTITY_TOO_LARGE.with(
                    "Your proposed upload exceeds the maximum allowed size of 5 GiB. Upload it in parts.");
        }
    }
}
