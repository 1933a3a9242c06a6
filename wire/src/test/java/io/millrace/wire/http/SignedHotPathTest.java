package io.millrace.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Caller;
import io.millrace.base.ThreadScheduler;
import io.millrace.testing.ManualClock;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.Authenticator;
import io.millrace.wire.Input;
import io.millrace.wire.JsonService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small signed call is answered the same on either way; a Content-MD5 header makes it take the one that waits. */
class SignedHotPathTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String HASH = "x-amz-content-sha256";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final List<CallObserver.Call> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> threads = Collections.synchronizedList(new ArrayList<>());

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        Authenticator.Credential credential =
                new Authenticator.Credential(SECRET, Optional.empty(), Caller.root("000000000000"));
        JsonService service = JsonService.named("echo", "Echo_1")
                .laterOperation("Say", this::say)
                .build();
        front = HttpFront.builder(
                        WireConfig.defaults().withPort(0),
                        key -> key.equals("AKID") ? Optional.of(credential) : Optional.empty(),
                        clock,
                        scheduler)
                .service(service)
                .observer(seen::add)
                .start();
    }

    @AfterEach
    void stop() {
        front.close();
        scheduler.close();
    }

    private CompletionStage<byte[]> say(Caller caller, String region, byte[] body) {
        threads.add(Thread.currentThread().isVirtual() ? "virtual" : "selector");
        Input input = JsonService.input(body);
        String word = input.requiredString("Word");
        input.refuseUnread();
        return switch (word) {
            case "throw" -> throw new IllegalStateException("planned");
            case "deny" -> CompletableFuture.failedStage(new AccessDenied("You may not."));
            case "fail" -> CompletableFuture.failedStage(new IllegalStateException("planned"));
            case "later" ->
                CompletableFuture.supplyAsync(() -> word.getBytes(UTF_8), scheduler)
                        .thenApply(bytes -> "{\"Said\":\"later\"}".getBytes(UTF_8));
            default -> CompletableFuture.completedStage(("{\"Said\":\"" + word + "\"}").getBytes(UTF_8));
        };
    }

    @Test
    void aSmallCallIsAnsweredOnTheSelectorThreadAndAnyOtherIsNot() throws Exception {
        assertThat(answer(new Call("{\"Word\":\"a\"}"), false))
                .startsWith("HTTP/1.1 200 OK")
                .contains("{\"Said\":\"a\"}");
        assertThat(answer(new Call("{\"Word\":\"" + "b".repeat(300_000) + "\"}"), false))
                .contains("{\"Said\":\"bbb");
        assertThat(threads).containsExactly("selector", "virtual");
        assertThat(seen).extracting(CallObserver.Call::operation).containsExactly("Say", "Say");
        assertThat(seen).extracting(CallObserver.Call::service).containsOnly("echo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Word\":\"later\"}          | -             | 200 | {\"Said\":\"later\"}",
                "{\"Word\":\"hash\"}           | hash          | 200 | {\"Said\":\"hash\"}",
                "{\"Word\":\"a\",\"More\":1}   | -             | 400 | The parameter More is not supported here",
                "{\"More\":1}                  | -             | 400 | Value null at 'word' failed",
                "{\"Word\":                    | -             | 400 | The body is not JSON",
                "[]                            | -             | 400 | The body must be a JSON object",
                "{\"Word\":\"deny\"}           | -             | 400 | You may not.",
                "{\"Word\":\"fail\"}           | -             | 500 | An internal error occurred",
                "{\"Word\":\"throw\"}          | -             | 500 | An internal error occurred",
                "{\"Word\":\"a\"}              | other body    | 400 | The request signature we calculated does not match",
                "{\"Word\":\"a\"}              | other hash    | 400 | x-amz-content-sha256 you specified did not match",
                "{\"Word\":\"a\"}              | other key     | 400 | The security token included in the request is invalid",
                "{\"Word\":\"a\"}              | other secret  | 400 | The request signature we calculated does not match",
                "{\"Word\":\"a\"}              | a token       | 400 | The security token included in the request is invalid",
                "{\"Word\":\"a\"}              | no time       | 400 | The date must be in ISO-8601 basic form",
                "{\"Word\":\"a\"}              | no day        | 400 | The date must be in ISO-8601 basic form",
                "{\"Word\":\"a\"}              | no region     | 400 | Credential must be",
                "{\"Word\":\"a\"}              | old           | 400 | Signature expired",
                "{\"Word\":\"a\"}              | unsigned name | 400 | which were not signed: x-amz-target",
                "{\"Word\":\"a\"}              | not hashed    | 400 | Only S3 takes a body that is not signed as a whole",
            })
    void bothWaysSayTheSame(String body, String oddity, int status, String text) throws Exception {
        Call call = new Call(body).with(oddity);
        clock.jump(call.is("old") ? Duration.ofHours(1) : Duration.ZERO);
        String quick = answer(call, false);
        String waited = answer(call, true);
        assertThat(quick).startsWith("HTTP/1.1 " + status).contains(text);
        assertThat(comparable(quick)).isEqualTo(comparable(waited));
        assertThat(seen.stream().map(each -> each.error() + " " + each.status()).distinct())
                .hasSizeLessThanOrEqualTo(1);
    }

    private static String comparable(String answer) {
        return answer.lines()
                .filter(line -> !line.startsWith("Date:"))
                .map(line -> line.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** A request, and what is odd about it. */
    private record Call(String body, String oddity) {

        Call(String body) {
            this(body, "-");
        }

        Call with(String other) {
            return new Call(body, other);
        }

        boolean is(String what) {
            return oddity.equals(what);
        }
    }

    private String answer(Call call, boolean waiting) throws Exception {
        String stamp =
                call.is("no time") ? "20261123T12:00Z" : call.is("no day") ? "20261131T120000Z" : "20261123T120000Z";
        Map<String, String> signed = new TreeMap<>(Map.of(
                "content-type",
                "application/x-amz-json-1.1",
                "host",
                "127.0.0.1:" + front.port(),
                "x-amz-date",
                stamp));
        Map<String, String> unsigned = new TreeMap<>();
        (call.is("unsigned name") ? unsigned : signed).put("x-amz-target", "Echo_1.Say");
        switch (call.oddity()) {
            case "hash" -> signed.put(HASH, hash(call.body()));
            case "other hash" -> signed.put(HASH, hash("another"));
            case "not hashed" -> signed.put(HASH, "UNSIGNED-PAYLOAD");
            case "a token" -> signed.put("x-amz-security-token", "t");
            default -> {}
        }
        String names = String.join(";", signed.keySet());
        String canonical = "POST\n/\n\n"
                + signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + signed.getOrDefault(HASH, hash(call.body()));
        String scope = "20261123/" + (call.is("no region") ? "US_1" : "us-east-1") + "/echo/aws4_request";
        byte[] key = ("AWS4" + (call.is("other secret") ? "none" : SECRET)).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        String signature = HexFormat.of()
                .formatHex(hmac(key, "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hash(canonical)));
        unsigned.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + (call.is("other key") ? "AKNONE" : "AKID") + "/" + scope
                        + ", SignedHeaders=" + names + ", Signature=" + signature);
        String sent = call.is("other body") ? call.body().replace("a", "b") : call.body();
        if (waiting) {
            unsigned.put("content-md5", Base64.getEncoder().encodeToString(digest("MD5", sent)));
        }
        return exchange(signed, unsigned, sent);
    }

    private String exchange(Map<String, String> signed, Map<String, String> unsigned, String body) throws IOException {
        StringBuilder request = new StringBuilder("POST / HTTP/1.1\r\nconnection: close\r\n");
        signed.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        unsigned.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        request.append("content-length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.getOutputStream().write(request.toString().getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(digest("SHA-256", text));
    }

    private static byte[] digest(String algorithm, String text) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
