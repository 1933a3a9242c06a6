package io.millrace.wire.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Caller;
import io.millrace.testing.ManualClock;
import io.millrace.wire.Authenticator;
import io.millrace.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's published examples: the S3 API reference's, and the Signature Version 4 test suite's. */
class SignatureVerifierTest {

    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String S3_SCOPE = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    private static final Map<String, String> SECRETS = Map.of(
            "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private final ManualClock clock = new ManualClock(Instant.parse("2013-05-24T00:00:00Z"));
    private final SignatureVerifier verifier = new SignatureVerifier(
            id -> Optional.ofNullable(SECRETS.get(id))
                    .map(secret -> new Authenticator.Credential(secret, Optional.empty(), Caller.root("000000000000"))),
            clock,
            1 << 20);

    @ParameterizedTest
    @CsvSource({
        "GET, /, lifecycle, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "GET, /, max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    })
    void s3sListExamplesVerify(String method, String path, String query, String signature) throws IOException {
        RawRequest request = s3(method, path, query, "host;x-amz-content-sha256;x-amz-date", signature, Map.of());
        assertThat(verify(request, "").caller().isRoot()).isTrue();
    }

    @Test
    void s3sGetExampleVerifies() throws IOException {
        RawRequest request = s3(
                "GET",
                "/test.txt",
                "",
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                Map.of("range", "bytes=0-9"));
        assertThat(verify(request, "").caller().isRoot()).isTrue();
    }

    @Test
    void s3sPutExampleVerifiesAndAnotherBodyDoesNot() throws IOException {
        RawRequest request = s3(
                "PUT",
                "/test%24file.text",
                "",
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
                Map.of(
                        "date", "Fri, 24 May 2013 00:00:00 GMT",
                        "x-amz-storage-class", "REDUCED_REDUNDANCY",
                        "x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"));
        assertThat(text(verify(request, "Welcome to Amazon S3."))).isEqualTo("Welcome to Amazon S3.");
        assertThatThrownBy(() -> text(verify(request, "Welcome to Amazon S4.")))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("x-amz-content-sha256");
    }

    @Test
    void s3sPresignedExampleVerifiesUntilItExpires() throws IOException {
        RawRequest request = new RawRequest(
                "GET",
                "/test.txt",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + S3_SCOPE.replace("/", "%2F")
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                        + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                Map.of("host", List.of("examplebucket.s3.amazonaws.com")));
        clock.advance(Duration.ofHours(23));
        assertThat(verify(request, "").caller().isRoot()).isTrue();
        clock.advance(Duration.ofHours(2));
        assertThatThrownBy(() -> verify(request, "")).hasMessage("Request has expired");
    }

    @Test
    void s3sChunkedExampleDecodesAndAChangedByteDoesNot() throws IOException {
        RawRequest request = chunked();
        String body = chunk("10000", "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", 65_536)
                + chunk("400", "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", 1024)
                + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        SignatureVerifier.Verified verified = verify(request, body);
        assertThat(text(verified)).isEqualTo("a".repeat(66_560));
        assertThat(verified.headers())
                .containsEntry("content-length", List.of("66560"))
                .doesNotContainKey("content-encoding");

        assertThatThrownBy(() -> text(verify(request, body.replaceFirst("aaa", "aba"))))
                .hasMessageContaining("does not have the signature");
        assertThatThrownBy(() -> text(verify(request, body.substring(0, 40_000))))
                .hasMessageContaining("ended before its last chunk");
    }

    @ParameterizedTest
    @CsvSource({
        "/, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "/, Param2=value2&Param1=value1, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "/, %E1%88%B4=bar, 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
        "/./, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "//, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "/foo/.., '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    })
    void theTestSuitesRequestsVerify(String path, String query, String signature) throws IOException {
        clock.jump(Duration.between(clock.instant(), Instant.parse("2015-08-30T12:36:00Z")));
        assertThat(verify(suite(path, query, signature), "").caller().isRoot()).isTrue();
    }

    @Test
    void aRequestFromAnotherHourIsRefused() {
        clock.jump(Duration.between(clock.instant(), Instant.parse("2015-08-30T12:51:01Z")));
        RawRequest request = suite("/", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        assertThatThrownBy(() -> verify(request, "")).hasMessageContaining("Signature expired");
    }

    @Test
    void aHeaderThatIsNotSignedIsRefusedWhereItMatters() {
        RawRequest request = s3(
                "GET",
                "/",
                "lifecycle",
                "host;x-amz-content-sha256;x-amz-date",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                Map.of("x-amz-acl", "public-read"));
        assertThatThrownBy(() -> verify(request, "")).hasMessageContaining("not signed: x-amz-acl");
    }

    @Test
    void checksumsOfTheBodyAreChecked() throws IOException {
        BodyDigest crc64 = BodyDigest.of("x-amz-checksum-crc64nvme");
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        crc64.update(digits, 0, 9);
        assertThat(crc64.finish()).asHexString().isEqualTo("AE8B14860A799888");

        CheckedBody right = new CheckedBody(new ByteArrayInputStream(digits));
        right.expectChecksum("x-amz-checksum-crc32", () -> Optional.of("y/Q5Jg=="));
        assertThat(right.readAllBytes()).isEqualTo(digits);
        CheckedBody wrong = new CheckedBody(new ByteArrayInputStream(digits));
        wrong.expectChecksum("x-amz-checksum-crc32", () -> Optional.of("y/Q5JA=="));
        assertThatThrownBy(wrong::readAllBytes).hasMessageContaining("x-amz-checksum-crc32");
    }

    private RawRequest chunked() {
        return new RawRequest(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "",
                headers(Map.of(
                        "host", "s3.amazonaws.com",
                        "x-amz-date", "20130524T000000Z",
                        "x-amz-storage-class", "REDUCED_REDUNDANCY",
                        "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "content-encoding", "aws-chunked",
                        "x-amz-decoded-content-length", "66560",
                        "content-length", "66824",
                        "authorization",
                                authorization(
                                        S3_SCOPE,
                                        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                                + "x-amz-decoded-content-length;x-amz-storage-class",
                                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"))));
    }

    private static String chunk(String size, String signature, int length) {
        return size + ";chunk-signature=" + signature + "\r\n" + "a".repeat(length) + "\r\n";
    }

    private static RawRequest suite(String path, String query, String signature) {
        return new RawRequest(
                "GET",
                path,
                query,
                headers(Map.of(
                        "host", "example.amazonaws.com",
                        "x-amz-date", "20150830T123600Z",
                        "authorization",
                                authorization(
                                        "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request",
                                        "host;x-amz-date",
                                        signature))));
    }

    private static RawRequest s3(
            String method, String path, String query, String signed, String signature, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "host",
                "examplebucket.s3.amazonaws.com",
                "x-amz-content-sha256",
                EMPTY,
                "x-amz-date",
                "20130524T000000Z",
                "authorization",
                authorization(S3_SCOPE, signed, signature)));
        headers.putAll(more);
        return new RawRequest(method, path, query, headers(headers));
    }

    private static String authorization(String scope, String signed, String signature) {
        return "AWS4-HMAC-SHA256 Credential=" + scope + ",SignedHeaders=" + signed + ",Signature=" + signature;
    }

    private static Map<String, List<String>> headers(Map<String, String> single) {
        Map<String, List<String>> headers = new HashMap<>();
        single.forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    private SignatureVerifier.Verified verify(RawRequest request, String body) throws IOException {
        return verifier.verify(
                request,
                Signature.of(request).orElseThrow(),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(SignatureVerifier.Verified verified) throws IOException {
        return new String(verified.body().readAllBytes(), StandardCharsets.UTF_8);
    }
}
