package io.millrace.functions;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.LocalDisk;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole station over a directory, called as the HTTP server would. */
public final class Lambda implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    static final Caller ROOT = Caller.root(ACCOUNT);
    static final String ROLE = "arn:aws:iam::000000000000:role/lambda";

    /** An answer, read. */
    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }
    }

    private final Path directory;
    private final ControlDatabase database;
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final Access access;
    private final Functions functions;

    public Lambda(Path directory, FunctionsConfig config) throws IOException {
        this(directory, config, false);
    }

    /** As of a server that listens on an address that others can reach. */
    static Lambda reachable(Path directory, FunctionsConfig config) throws IOException {
        return new Lambda(directory, config, true);
    }

    private Lambda(Path directory, FunctionsConfig config, boolean reachable) throws IOException {
        this.directory = directory;
        this.database = ControlDatabase.open(directory.resolve("control.db"));
        this.access =
                new Access(database, Clock.system(), ACCOUNT, new RootKey("AKIAROOTROOT", "secretsecret"), event -> {});
        this.functions = new Functions(
                database,
                new LocalDisk(),
                access,
                Clock.system(),
                scheduler,
                new FunctionsPlace(directory.resolve("functions"), ACCOUNT, () -> "http://127.0.0.1:4577", reachable),
                config);
    }

    static Lambda withRole(Path directory) throws Exception {
        return withRole(directory, FunctionsConfig.defaults());
    }

    static Lambda withRole(Path directory, FunctionsConfig config) throws Exception {
        Lambda lambda = new Lambda(directory, config);
        lambda.createRole("lambda", "lambda.amazonaws.com");
        return lambda;
    }

    Functions functions() {
        return functions;
    }

    Access access() {
        return access;
    }

    static String arn(String name) {
        return "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:" + name;
    }

    void createRole(String name, String service) throws Exception {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}}";
        String form =
                Map.of("Action", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", trust).entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        Answer answer = send(access.iam(), "POST", "/", Map.of(), form.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Creates a python3.8 function whose file {@code app.py} is the source and whose handler is {@code app.handler}. */
    Answer create(String name, String source) throws Exception {
        return create(definition(name), Zip.of("app.py", source));
    }

    static ObjectNode definition(String name) {
        return Json.MAPPER
                .createObjectNode()
                .put("FunctionName", name)
                .put("Runtime", "python3.8")
                .put("Role", ROLE)
                .put("Handler", "app.handler")
                .put("Timeout", 10);
    }

    Answer create(ObjectNode definition, byte[] zip) throws Exception {
        definition.putObject("Code").put("ZipFile", Base64.getEncoder().encodeToString(zip));
        return call("POST", "/2015-03-31/functions", definition);
    }

    Answer call(String method, String path, ObjectNode body) throws Exception {
        return send(functions.lambda(), method, path, Map.of(), Json.MAPPER.writeValueAsBytes(body));
    }

    Answer call(String method, String path) throws Exception {
        return send(functions.lambda(), method, path, Map.of(), new byte[0]);
    }

    Answer invoke(String name, String payload) throws Exception {
        return invoke(name, payload, Map.of("x-amz-log-type", "Tail"));
    }

    Answer invoke(String name, String payload, Map<String, String> headers) throws Exception {
        return send(
                functions.lambda(),
                "POST",
                "/2015-03-31/functions/" + name + "/invocations",
                headers,
                payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the function's log holds the text so often. */
    void awaitLog(String name, String text, int times) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (count(name, text) < times) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("'" + text + "' stands " + count(name, text) + " times, not " + times
                        + ", in the log:\n" + log(name));
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private int count(String name, String text) throws IOException {
        return Files.exists(logFile(name)) ? log(name).split(Pattern.quote(text), -1).length - 1 : 0;
    }

    static String tail(Answer answer) {
        return new String(
                Base64.getDecoder().decode(answer.headers().getOrDefault("X-Amz-Log-Result", "")),
                StandardCharsets.UTF_8);
    }

    private static Answer send(
            WireService service, String method, String pathAndQuery, Map<String, String> headers, byte[] body)
            throws Exception {
        URI uri = URI.create("http://h" + pathAndQuery);
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("content-type", List.of("application/x-www-form-urlencoded"));
        Map<String, List<String>> query = uri.getQuery() == null
                ? Map.of()
                : Stream.of(uri.getQuery().split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.groupingBy(
                                pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
        WireResponse response = service.handle(new WireRequest(
                method,
                uri.getPath(),
                uri.getRawPath(),
                query,
                all,
                new ByteArrayInputStream(body),
                ROOT,
                "us-east-1",
                "request-1"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return new Answer(response.status(), response.headers(), out.toString(StandardCharsets.UTF_8));
    }

    String log(String name) throws IOException {
        return Files.readString(logFile(name));
    }

    private Path logFile(String name) {
        return directory.resolve("functions/logs/us-east-1").resolve(name).resolve("current.log");
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        functions.close();
        scheduler.close();
        database.close();
    }
}
