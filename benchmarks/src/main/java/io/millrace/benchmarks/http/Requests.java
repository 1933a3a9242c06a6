package io.millrace.benchmarks.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Whole requests, as bytes on the wire. */
public final class Requests {

    private Requests() {}

    /** A POST of JSON to a path. */
    public static byte[] post(URI endpoint, String path, String body) {
        return bytes(
                path,
                Map.of("Host", List.of(endpoint.getAuthority()), "Content-Type", List.of("application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** A call of Firehose, signed by AWS's own signer; good for fifteen minutes. */
    public static byte[] signed(URI endpoint, String accessKeyId, String secret, String operation, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "Firehose_20150804." + operation)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsCredentialsIdentity.create(accessKeyId, secret))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArray(content))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "firehose")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        return bytes("/", signed.headers(), content);
    }

    private static byte[] bytes(String path, Map<String, List<String>> headers, byte[] content) {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\n");
        new TreeMap<>(headers)
                .forEach((name, values) ->
                        head.append(name).append(": ").append(values.getFirst()).append("\r\n"));
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = java.util.Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }
}
