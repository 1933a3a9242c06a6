package io.millrace.objects.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The door over HTTP, driven by the AWS SDK. */
final class S3ServiceTest {

    private static final String BUCKET = "clicks";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path data;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private S3Server server;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        server = new S3Server(data, 0);
        s3 = S3Client.builder()
                .endpointOverride(server.address())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Server.KEY.accessKeyId(), S3Server.KEY.secretKey())))
                .build();
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    @Test
    void bucketsAreMadeLookedAtAndDeleted() {
        assertThat(s3.listBuckets().buckets()).extracting(bucket -> bucket.name()).containsExactly(BUCKET);
        assertThat(s3.headBucket(request -> request.bucket(BUCKET)).bucketRegion())
                .isEqualTo("us-east-1");
        put("a/b", "x");
        refused("BucketNotEmpty", 409, () -> s3.deleteBucket(request -> request.bucket(BUCKET)));
        s3.deleteObject(request -> request.bucket(BUCKET).key("a/b"));
        s3.deleteBucket(request -> request.bucket(BUCKET));
        refused("NoSuchBucket", 404, () -> s3.listObjectsV2(request -> request.bucket(BUCKET)));
    }

    @Test
    void anObjectComesBackWithWhatItWasGiven() {
        String etag = s3.putObject(
                        request -> request.bucket(BUCKET)
                                .key("odd/ké y+%25/\uD83D\uDE00")
                                .contentType("text/csv")
                                .contentEncoding("gzip")
                                .metadata(Map.of("who", "me"))
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                        RequestBody.fromString("hello"))
                .eTag();
        HeadObjectResponse head = s3.headObject(request ->
                request.bucket(BUCKET).key("odd/ké y+%25/\uD83D\uDE00").checksumMode("ENABLED"));
        assertThat(head.eTag()).isEqualTo(etag).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(head.contentType()).isEqualTo("text/csv");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.metadata()).containsEntry("who", "me");
        assertThat(head.checksumCRC32()).isEqualTo("NhCmhg==");
        assertThat(get("odd/ké y+%25/\uD83D\uDE00")).isEqualTo("hello");
        assertThat(data.resolve("buckets/clicks/odd/ké y+%25/\uD83D\uDE00")).hasContent("hello");
    }

    @Test
    void aPartOfAnObjectIsSentAlone() {
        put("k", "0123456789");
        assertThat(s3.getObjectAsBytes(request ->
                                request.bucket(BUCKET).key("k").range("bytes=2-4"))
                        .asUtf8String())
                .isEqualTo("234");
        refused("InvalidRange", 416, () -> s3.getObjectAsBytes(request ->
                request.bucket(BUCKET).key("k").range("bytes=10-")));
    }

    @Test
    void aPutMayDependOnWhatStandsThere() {
        put("k", "1");
        refused("PreconditionFailed", 412, () -> s3.putObject(
                request -> request.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("2")));
        assertThat(get("k")).isEqualTo("1");
    }

    @Test
    void aWrongChecksumIsRefusedAndNothingIsStored() {
        refused("BadDigest", 400, () -> s3.putObject(
                request -> request.bucket(BUCKET).key("k").checksumCRC32("AAAAAA=="), RequestBody.fromString("x")));
        refused("NoSuchKey", 404, () -> get("k"));
        assertThat(data.resolve("objects/staging")).isEmptyDirectory();
    }

    @Test
    void listingsArePagedAndRolledUp() {
        for (String key : List.of("a/1", "a/2", "b", "c/1", "d")) {
            put(key, "x");
        }
        assertThat(s3.listObjectsV2Paginator(
                                request -> request.bucket(BUCKET).maxKeys(2))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("a/1", "a/2", "b", "c/1", "d");
        ListObjectsV2Response top =
                s3.listObjectsV2(request -> request.bucket(BUCKET).delimiter("/"));
        assertThat(top.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/", "c/");
        assertThat(top.contents()).extracting(S3Object::key).containsExactly("b", "d");
        assertThat(top.keyCount()).isEqualTo(4);
    }

    @Test
    void manyAreDeletedAtOnce() {
        put("a", "x");
        put("b", "x");
        s3.deleteObjects(request -> request.bucket(BUCKET)
                .delete(delete -> delete.objects(
                        ObjectIdentifier.builder().key("a").build(),
                        ObjectIdentifier.builder().key("never there").build())));
        assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET)).contents())
                .extracting(S3Object::key)
                .containsExactly("b");
    }

    @Test
    void aCopyMayChangeItsMetadata() {
        put("a", "body");
        s3.copyObject(request -> request.sourceBucket(BUCKET)
                .sourceKey("a")
                .destinationBucket(BUCKET)
                .destinationKey("b c")
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("x/y"));
        assertThat(s3.headObject(request -> request.bucket(BUCKET).key("b c")).contentType())
                .isEqualTo("x/y");
        assertThat(get("b c")).isEqualTo("body");
    }

    @Test
    void anObjectIsUploadedInParts() {
        byte[] first = new byte[5 * 1024 * 1024];
        Arrays.fill(first, (byte) 'z');
        String id = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("big"))
                .uploadId();
        List<CompletedPart> parts = List.of(part(id, 1, first), part(id, 2, "end".getBytes(UTF_8)));
        s3.completeMultipartUpload(request ->
                request.bucket(BUCKET).key("big").uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(BUCKET).key("big"));
        assertThat(head.contentLength()).isEqualTo(first.length + 3L);
        assertThat(head.eTag()).endsWith("-2\"");
        refused("NoSuchUpload", 404, () -> part(id, 3, first));
    }

    @Test
    void aPolicyIsKeptAppliedAndRefusedWhereItIsNone() {
        String deny = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::clicks/secret/*\"}}";
        put("secret/x", "x");
        put("open", "x");
        refused("NoSuchBucketPolicy", 404, () -> s3.getBucketPolicy(request -> request.bucket(BUCKET)));
        s3.putBucketPolicy(request -> request.bucket(BUCKET).policy(deny));
        assertThat(s3.getBucketPolicy(request -> request.bucket(BUCKET)).policy())
                .isEqualTo(deny);
        refused("AccessDenied", 403, () -> get("secret/x"));
        assertThat(get("open")).isEqualTo("x");
        refused("MalformedPolicy", 400, () -> s3.putBucketPolicy(
                request -> request.bucket(BUCKET).policy(deny.replace("clicks", "others"))));
        s3.deleteBucketPolicy(request -> request.bucket(BUCKET));
        assertThat(get("secret/x")).isEqualTo("x");
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() {
        refused("NotImplemented", 501, () -> s3.putBucketVersioning(request ->
                request.bucket(BUCKET).versioningConfiguration(versioning -> versioning.status("Enabled"))));
        refused("NotImplemented", 501, () -> s3.putObject(
                request -> request.bucket(BUCKET).key("k").tagging("a=b"), RequestBody.fromString("x")));
        refused("NoSuchCORSConfiguration", 404, () -> s3.getBucketCors(request -> request.bucket(BUCKET)));
        assertThat(s3.getBucketVersioning(request -> request.bucket(BUCKET)).status())
                .isNull();
    }

    @Test
    void aFileThatWasDroppedInIsServed() throws IOException {
        Files.writeString(data.resolve("buckets/clicks/by hand.txt"), "hello");
        assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET)).contents())
                .singleElement()
                .satisfies(object -> assertThat(object.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\""));
        assertThat(get("by hand.txt")).isEqualTo("hello");
    }

    @Test
    void whoDoesNotSignGetsS3sError() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/clicks/k"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Error><Code>AccessDenied</Code>");
        }
    }

    private CompletedPart part(String id, int number, byte[] bytes) {
        String etag = s3.uploadPart(
                        request ->
                                request.bucket(BUCKET).key("big").uploadId(id).partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private void put(String key, String text) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static void refused(String code, int status, ThrowingCallable call) {
        assertThatThrownBy(call).asInstanceOf(type(S3Exception.class)).satisfies(refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.statusCode()).isEqualTo(status);
        });
    }
}
