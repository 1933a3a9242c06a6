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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFrontTest {

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final Sessions sessions = new Sessions(Clock.system());
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<EventSink> openSink = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        front = HttpFront.builder(WireConfig.defaults().withPort(0), nobody(), Clock.system(), scheduler)
                .sessions(sessions)
                .service(new KeptObjects())
                .openPage("/_/health", request -> Pages.plain(200, "up"))
                .page("/_/api", request -> Pages.plain(200, request.method() + " " + request.path()))
                .stream("/_/api/live", this::live)
                .hotPath(new Echo())
                .start();
    }

    @AfterEach
    void stop() {
        front.close();
        scheduler.close();
    }

    @Test
    void theHotPathAnswersAtOnceLaterAndInTrouble() throws Exception {
        assertThat(post("/stage/now", "a".repeat(300_000)).body()).hasSize(300_000);
        assertThat(post("/stage/later", "b").body()).isEqualTo("b");
        assertThat(post("/stage/fault", "c"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(500))
                .satisfies(answer -> assertThat(answer.body()).contains("Internal server error"));
        assertThat(post("/stage/now", "d".repeat(1_000_001)).statusCode()).isEqualTo(413);
    }

    @Test
    void aPortInUseIsNamed() {
        assertThatThrownBy(() -> HttpFront.builder(
                                WireConfig.defaults().withPort(front.port()), nobody(), Clock.system(), scheduler)
                        .start())
                .isInstanceOf(PortInUse.class)
                .hasMessageContaining("Port " + front.port());
    }

    @Test
    void anAddressThatOthersReachNeedsTheWordInsecure() {
        WireConfig open = new WireConfig(
                "0.0.0.0",
                0,
                false,
                "",
                WireConfig.defaults().maxHeader(),
                WireConfig.defaults().maxBufferedBody(),
                WireConfig.defaults().idleTimeout(),
                1);
        assertThatThrownBy(() -> HttpFront.builder(open, nobody(), Clock.system(), scheduler)
                        .start())
                .hasMessageContaining("--insecure");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "api1.execute-api.localhost, 200",
        "127.0.0.1:80, 200",
        "[::1]:80, 200",
        "evil.example, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example, 421",
    })
    void onlyNamesOfOursAreAnswered(String host, int status) throws IOException {
        assertThat(raw("GET /_/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aTokenMakesOneSessionOnce() throws Exception {
        assertThat(get("/_/api/x", Map.of()).statusCode()).isEqualTo(401);
        String token = sessions.oneTimeToken(Caller.root("000000000000"));
        HttpResponse<String> login = get("/_/login?token=" + token + "&next=/_/demo", Map.of());
        String cookie = login.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        assertThat(login.body()).contains("url=/_/demo");
        assertThat(get("/_/api/x", Map.of("Cookie", cookie)).body()).contains("GET /_/api/x");
        assertThat(get("/_/login?token=" + token, Map.of()).headers().firstValue("set-cookie"))
                .isEmpty();
    }

    @Test
    void anotherSitesPageCannotUseASession() throws Exception {
        String cookie = login();
        assertThat(post("/_/api/x", "{}", Map.of("Cookie", cookie, "Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/_/api/x", "{}", Map.of("Cookie", cookie, "Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/_/api/x", "{}", Map.of("Cookie", cookie, "Origin", "http://localhost:" + front.port()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBrowserAtTheRootIsSentToTheConsole() throws Exception {
        HttpResponse<String> answer = get("/", Map.of("Accept", "text/html"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("/_/console");
    }

    @Test
    void anUnsignedRequestIsRefusedInItsProtocolsShape() throws Exception {
        assertThat(get("/bucket/key", Map.of()))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403))
                .satisfies(answer -> assertThat(answer.body()).contains("<Code>AccessDenied</Code>"));
        assertThat(post("/", "{}", Map.of("X-Amz-Target", "Firehose_20150804.PutRecord")))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.headers().firstValue("x-amzn-errortype"))
                        .contains("MissingAuthenticationTokenException"))
                .satisfies(answer -> assertThat(answer.headers().firstValue("x-amzn-requestid"))
                        .isPresent());
        assertThat(post("/", "Action=X", Map.of("Content-Type", "application/x-www-form-urlencoded"))
                        .body())
                .contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void headersThatAreTooLongAreRefused() throws IOException {
        String answer = raw("GET /_/health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @Test
    void liveEventsArriveAndASlowPageGetsTheNewestOfEachKey() throws Exception {
        try (Socket page = new Socket("localhost", front.port())) {
            page.setSoTimeout(10_000);
            page.getOutputStream()
                    .write(("GET /_/api/live HTTP/1.1\r\nHost: localhost\r\nCookie: " + login() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            readUntil(page, "retry: 1000");
            EventSink sink = openSink.get(10, TimeUnit.SECONDS);
            sink.send("rows", "chart", "1\n2");
            assertThat(readUntil(page, "data: 2")).contains("event: rows", "data: 1");
            String bulk = "x".repeat(1_000_000);
            for (int i = 0; i < 200; i++) {
                assertThat(sink.send("rows", "chart", bulk + "-" + i)).isTrue();
            }
            sink.send("done", "done", "end");
            String rest = readUntil(page, "data: end");
            assertThat(rest).contains("-199\n").doesNotContain("-150\n");
        }
        assertThat(closes()).describedAs("the stream learns that the page went").isTrue();
    }

    @Test
    void stoppingLetsLivePagesGo() throws Exception {
        try (Socket page = new Socket("localhost", front.port())) {
            page.setSoTimeout(10_000);
            page.getOutputStream()
                    .write(("GET /_/api/live HTTP/1.1\r\nHost: localhost\r\nCookie: " + login() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            readUntil(page, "retry: 1000");
            front.close();
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A page that went is noticed at the next write. */
    private boolean closes() throws InterruptedException {
        EventSink sink = openSink.join();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            sink.send("rows", "chart", "more");
            if (closed.await(20, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private AutoCloseable live(PageRequest request, EventSink sink) {
        openSink.complete(sink);
        return closed::countDown;
    }

    private String login() throws Exception {
        String token = sessions.oneTimeToken(Caller.root("000000000000"));
        String cookie = get("/_/login?token=" + token, Map.of())
                .headers()
                .firstValue("set-cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[65_536];
        while (text.indexOf(end, Math.max(0, text.length() - buffer.length - end.length())) < 0) {
            int got = socket.getInputStream().read(buffer);
            if (got < 0) {
                throw new IOException("The connection ended before '" + end + "'");
            }
            text.append(new String(buffer, 0, got, StandardCharsets.US_ASCII));
        }
        return text.toString();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", front.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        return send(request(path, headers).GET());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, Map.of());
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers) throws Exception {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://localhost:" + front.port() + path));
        headers.forEach(builder::header);
        return builder;
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws Exception {
        return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Authenticator nobody() {
        return id -> Optional.empty();
    }

    /** Gives back what it gets. */
    private static final class Echo implements HotPath {

        @Override
        public boolean accepts(String method, String rawPath, String host) {
            return rawPath.startsWith("/stage/");
        }

        @Override
        public int bodyLimit() {
            return 1_000_000;
        }

        @Override
        public CompletionStage<HotResponse> handle(HotRequest request) {
            HotResponse answer = new HotResponse(200, Map.of("Content-Type", "text/plain"), request.body());
            return switch (request.rawPath()) {
                case "/stage/later" ->
                    CompletableFuture.supplyAsync(
                            () -> answer, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
                case "/stage/fault" -> throw new IllegalStateException("A fault of the path's own");
                default -> CompletableFuture.completedStage(answer);
            };
        }
    }
}
