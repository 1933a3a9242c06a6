package io.millrace.objects.door;

import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.Listing;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Lists a bucket's objects, in each of S3's three ways. Shared between threads. */
final class ListingResource {

    private static final int MOST = 1000;

    private final ObjectsDoor door;

    ListingResource(ObjectsDoor door) {
        this.door = door;
    }

    /** What all three have in common. */
    private record Page(ListRequest request, Listing listing, List<ObjectInfo> objects, UnaryOperator<String> text) {

        Xml begin(String root, String bucket) {
            return new Xml()
                    .open(root, S3Text.NAMESPACE)
                    .element("Name", bucket)
                    .element("Prefix", text.apply(request.prefix()));
        }

        void settings(Xml xml, Optional<String> encoding) {
            xml.element("MaxKeys", request.maxKeys());
            if (!request.delimiter().isEmpty()) {
                xml.element("Delimiter", text.apply(request.delimiter()));
            }
            encoding.ifPresent(type -> xml.element("EncodingType", type));
            xml.element("IsTruncated", listing.truncated());
        }

        void commonPrefixes(Xml xml) {
            for (String prefix : listing.commonPrefixes()) {
                xml.open("CommonPrefixes").element("Prefix", text.apply(prefix)).close();
            }
        }
    }

    WireResponse second(S3Call call) throws IOException {
        checkType(call);
        Optional<String> startAfter = call.query("start-after");
        Optional<String> token = call.query("continuation-token");
        boolean owners = call.query("fetch-owner").filter("true"::equals).isPresent();
        // Asks for the state of restores from archives, which there are none of.
        call.header("x-amz-optional-object-attributes");
        Optional<String> encoding = encoding(call);
        Page page = page(
                call, token.map(ListingResource::fromToken).or(() -> startAfter).orElse(""), encoding);
        Xml xml = page.begin("ListBucketResult", call.bucket());
        startAfter.ifPresent(after -> xml.element("StartAfter", page.text().apply(after)));
        token.ifPresent(text -> xml.element("ContinuationToken", text));
        page.listing().next().ifPresent(next -> xml.element("NextContinuationToken", toToken(next)));
        xml.element(
                "KeyCount",
                page.objects().size() + (long) page.listing().commonPrefixes().size());
        page.settings(xml, encoding);
        for (ObjectInfo info : page.objects()) {
            contents(xml, "Contents", page, info);
            if (owners) {
                BucketResource.owner(xml, "Owner", call);
            }
            xml.close();
        }
        page.commonPrefixes(xml);
        return S3Answers.xml(xml.close());
    }

    WireResponse first(S3Call call) throws IOException {
        String marker = call.query("marker").orElse("");
        call.header("x-amz-optional-object-attributes");
        Optional<String> encoding = encoding(call);
        Page page = page(call, marker, encoding);
        Xml xml = page.begin("ListBucketResult", call.bucket())
                .element("Marker", page.text().apply(marker));
        if (!page.request().delimiter().isEmpty()) {
            page.listing()
                    .next()
                    .ifPresent(next -> xml.element("NextMarker", page.text().apply(next)));
        }
        page.settings(xml, encoding);
        for (ObjectInfo info : page.objects()) {
            contents(xml, "Contents", page, info);
            BucketResource.owner(xml, "Owner", call);
            xml.close();
        }
        page.commonPrefixes(xml);
        return S3Answers.xml(xml.close());
    }

    /** Of a bucket without versions each object is its one version, named null. */
    WireResponse versions(S3Call call) throws IOException {
        call.query("versions");
        String marker = call.query("key-marker").orElse("");
        call.query("version-id-marker");
        call.header("x-amz-optional-object-attributes");
        Optional<String> encoding = encoding(call);
        Page page = page(call, marker, encoding);
        Xml xml = page.begin("ListVersionsResult", call.bucket())
                .element("KeyMarker", page.text().apply(marker))
                .element("VersionIdMarker", "");
        page.listing()
                .next()
                .ifPresent(next ->
                        xml.element("NextKeyMarker", page.text().apply(next)).element("NextVersionIdMarker", "null"));
        page.settings(xml, encoding);
        for (ObjectInfo info : page.objects()) {
            contents(xml, "Version", page, info);
            xml.element("VersionId", "null").element("IsLatest", true);
            BucketResource.owner(xml, "Owner", call);
            xml.close();
        }
        page.commonPrefixes(xml);
        return S3Answers.xml(xml.close());
    }

    private Page page(S3Call call, String after, Optional<String> encoding) throws IOException {
        ListRequest request = new ListRequest(
                call.query("prefix").orElse(""),
                call.query("delimiter").orElse(""),
                after,
                call.number("max-keys", MOST, MOST));
        call.refuseUnread();
        String action = call.has("versions") ? "s3:ListBucketVersions" : "s3:ListBucket";
        door.authorize(call.caller(), action, call.bucket(), "", ObjectsDoor.listContext(request));
        Listing listing = door.store().list(call.bucket(), request);
        return new Page(
                request,
                listing,
                known(call.bucket(), listing),
                encoding.isPresent() ? S3Text::encoded : UnaryOperator.identity());
    }

    /** Files that were dropped in by hand may not have been read yet: their ETag is wanted here. */
    private List<ObjectInfo> known(String bucket, Listing listing) throws IOException {
        List<ObjectInfo> objects = new ArrayList<>(listing.objects().size());
        for (ObjectInfo info : listing.objects()) {
            if (info.etag().isEmpty()) {
                door.store().head(bucket, info.key()).ifPresent(objects::add);
            } else {
                objects.add(info);
            }
        }
        return objects;
    }

    /** Leaves the element open. */
    private static void contents(Xml xml, String element, Page page, ObjectInfo info) {
        xml.open(element)
                .element("Key", page.text().apply(info.key()))
                .element("LastModified", S3Text.xmlDate(info.lastModified()))
                .element("ETag", S3Text.quoted(info.etag()));
        for (String algorithm : info.metadata().checksums().keySet()) {
            xml.element("ChecksumAlgorithm", Checksums.wireName(algorithm));
        }
        xml.element("Size", info.size()).element("StorageClass", "STANDARD");
    }

    private static void checkType(S3Call call) {
        String type = call.query("list-type").orElse("");
        if (!type.equals("2")) {
            throw S3Error.INVALID_ARGUMENT.with("list-type must be 2, not '" + type + "'.");
        }
    }

    private static Optional<String> encoding(S3Call call) {
        Optional<String> type = call.query("encoding-type");
        if (type.isPresent() && !type.get().equals("url")) {
            throw S3Error.INVALID_ARGUMENT.with("Invalid Encoding Method specified in Request: write url.");
        }
        return type;
    }

    private static String toToken(String next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8));
    }

    private static String fromToken(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw S3Error.INVALID_ARGUMENT.with("The continuation token provided is incorrect");
        }
    }
}
