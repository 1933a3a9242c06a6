package io.millrace.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests of PutRecord with the walkthrough's event, signed as boto3 signs them. */
final class SignedCalls {

    static final String KEY = "AKIABENCHMARK0000000";
    static final String SECRET = "benchmark/secret/key/of/forty/characters";

    private SignedCalls() {}

    /** So many different ones, ready to be sent. */
    static List<byte[]> make(String host, int count) throws GeneralSecurityException {
        List<byte[]> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call(host, i));
        }
        return calls;
    }

    private static byte[] call(String host, int number) throws GeneralSecurityException {
        String event = "{\"element_clicked\":\"entree_" + number % 10 + "\",\"time_spent\":" + (100 + number)
                + ",\"source_menu\":\"restaurant_name\",\"created_at\":\"2022-09-11 23:00:00\"}\n";
        String body = "{\"DeliveryStreamName\": \"clicks\", \"Record\": {\"Data\": \""
                + Base64.getEncoder().encodeToString(event.getBytes(UTF_8)) + "\"}}";
        String stamp = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        String day = stamp.substring(0, 8);
        String scope = day + "/us-east-1/firehose/aws4_request";
        String target = "Firehose_20150804.PutRecord";
        String type = "application/x-amz-json-1.1";
        String signed = "content-type;host;x-amz-date;x-amz-target";
        String canonical = "POST\n/\n\ncontent-type:" + type + "\nhost:" + host + "\nx-amz-date:" + stamp
                + "\nx-amz-target:" + target + "\n\n" + signed + "\n" + hash(body);
        String toSign = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hash(canonical);
        byte[] key = ("AWS4" + SECRET).getBytes(UTF_8);
        for (String part : List.of(day, "us-east-1", "firehose", "aws4_request")) {
            key = hmac(key, part);
        }
        String head = "POST / HTTP/1.1\r\nHost: " + host + "\r\nAccept-Encoding: identity\r\nX-Amz-Target: " + target
                + "\r\nContent-Type: " + type
                + "\r\nUser-Agent: Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.11.7"
                + "\r\nX-Amz-Date: " + stamp
                + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + KEY + "/" + scope + ", SignedHeaders=" + signed
                + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign))
                + "\r\namz-sdk-invocation-id: 5b1f6a5e-6f0c-4a0e-9d0f-" + (100_000_000_000L + number)
                + "\r\namz-sdk-request: attempt=1\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(UTF_8);
    }

    private static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
