package io.millrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.wire.Authenticator;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What AWS's SDK sends when it puts objects: chunks, trailers, virtual hosts, presigned addresses. */
class ObjectClientsTest {

    private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("AKIAROOT", "secret");

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final KeptObjects objects = new KeptObjects();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        Authenticator.Credential root =
                new Authenticator.Credential(KEY.secretAccessKey(), Optional.empty(), Caller.root("000000000000"));
        Authenticator authenticator = id -> Optional.of(root).filter(found -> id.equals(KEY.accessKeyId()));
        front = HttpFront.builder(WireConfig.defaults().withPort(0), authenticator, Clock.system(), scheduler)
                .service(objects)
                .start();
    }

    @AfterEach
    void stop() {
        front.close();
        scheduler.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 113, 65_536, 3_000_000})
    void aPutArrivesAsPlainBytesWhateverItsSize(int size) {
        byte[] bytes = bytes(size);
        try (S3Client s3 = client()) {
            s3.putObject(request -> request.bucket("b").key("a/k"), RequestBody.fromBytes(bytes));
            assertThat(objects.objects.get("/b/a/k")).isEqualTo(bytes);
            assertThat(s3.getObjectAsBytes(request -> request.bucket("b").key("a/k"))
                            .asByteArray())
                    .isEqualTo(bytes);
            assertThat(s3.headObject(request -> request.bucket("b").key("a/k")).contentLength())
                    .isEqualTo(size);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void everyChecksumOfTheSdkIsUnderstood(ChecksumAlgorithm algorithm) {
        try (S3Client s3 = client()) {
            s3.putObject(
                    request -> request.bucket("b").key("k").checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(bytes(200_000)));
            assertThat(objects.objects.get("/b/k")).hasSize(200_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü–é", "a+b=c&d", "x/../y", "x//y", "100%", "(1)!*'~", "q?r#s"})
    void oddKeysArriveAsTheyWereMeant(String key) {
        try (S3Client s3 = client()) {
            s3.putObject(request -> request.bucket("b").key(key), RequestBody.fromString("x"));
            assertThat(objects.objects).containsKey("/b/" + key);
        }
    }

    /** By hand, as not every machine's resolver knows *.localhost. */
    @Test
    void aBucketMayStandInTheHostName() throws Exception {
        objects.objects.put("/my-bucket/k", "kept".getBytes(StandardCharsets.UTF_8));
        URI address = presigned("my-bucket", "k", false);
        assertThat(address.getHost()).isEqualTo("my-bucket.localhost");
        try (Socket socket = new Socket("localhost", front.port())) {
            String request = "GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\nHost: "
                    + address.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("kept");
        }
    }

    @Test
    void aPresignedAddressNeedsNoKey() throws Exception {
        objects.objects.put("/b/k k", new byte[] {1, 2, 3});
        URI address = presigned("b", "k k", true);
        HttpClient browser = HttpClient.newHttpClient();
        assertThat(browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray())
                        .body())
                .containsExactly(1, 2, 3);
        URI other = URI.create(address.toString().replace("/b/k%20k", "/b/k"));
        assertThat(browser.send(HttpRequest.newBuilder(other).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("<Code>SignatureDoesNotMatch</Code>");
    }

    private URI presigned(String bucket, String key, boolean pathStyle) throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .build())
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .build()) {
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(request -> request.bucket(bucket).key(key)))
                    .url()
                    .toURI();
        }
    }

    @Test
    void aFaultOfOursIsA500WithARequestIdAndNoDetails() {
        try (S3Client s3 = client()) {
            assertThatThrownBy(
                            () -> s3.deleteObject(request -> request.bucket("b").key("k")))
                    .isInstanceOfSatisfying(S3Exception.class, fault -> {
                        assertThat(fault.statusCode()).isEqualTo(500);
                        assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("InternalError");
                        assertThat(fault.requestId()).hasSize(16);
                        assertThat(fault.getMessage()).doesNotContain("of the service's own");
                    });
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    private URI endpoint() {
        return URI.create("http://localhost:" + front.port());
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .build();
    }
}
