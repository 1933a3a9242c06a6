package io.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.gateway.call.Integration;
import io.millrace.gateway.call.StageRequest;
import io.millrace.gateway.call.StageResponse;
import io.millrace.testing.ManualClock;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A gateway on a directory, with a Firehose that remembers what it was given and answers what it is told. */
final class Station implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/APIGateway-Firehose";

    private final ControlDatabase database;
    private final Gateway gateway;
    final List<Integration.Call> calls = new ArrayList<>();
    CompletionStage<Integration.Answer> answer = answer(200, "{\"Encrypted\":false,\"RecordId\":\"r\"}");

    Station(Path directory) {
        this.database = ControlDatabase.open(directory.resolve("control.db"));
        ManualClock clock = new ManualClock(Instant.parse("2026-11-23T18:00:00Z"));
        Access access = new Access(database, clock, ACCOUNT, new RootKey("AKIATEST", "secret-secret"), event -> {});
        Integration firehose = call -> {
            synchronized (calls) {
                calls.add(call);
            }
            return answer;
        };
        this.gateway = new Gateway(
                database,
                Map.of("firehose", firehose),
                access,
                clock,
                new Random(1),
                ACCOUNT,
                GatewayConfig.defaults());
    }

    static CompletionStage<Integration.Answer> answer(int status, String body) {
        return CompletableFuture.completedFuture(new Integration.Answer(
                status, Map.of("Content-Type", "application/x-amz-json-1.1"), body.getBytes(UTF_8)));
    }

    Gateway gateway() {
        return gateway;
    }

    /** One control operation as root. */
    JsonNode call(String method, String path, String body) throws Exception {
        return call(Caller.root(ACCOUNT), method, path, body);
    }

    JsonNode call(Caller caller, String method, String path, String body) throws Exception {
        int question = path.indexOf('?');
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (question >= 0) {
            String[] pair = path.substring(question + 1).split("=", 2);
            query.put(pair[0], List.of(pair[1]));
        }
        String plain = question < 0 ? path : path.substring(0, question);
        WireRequest request = new WireRequest(
                method,
                plain,
                plain,
                query,
                Map.of(),
                new ByteArrayInputStream(body.getBytes(UTF_8)),
                caller,
                "us-east-1",
                "request-id");
        WireResponse response = gateway.apigateway().handle(request);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        response.body().writeTo(bytes);
        return bytes.size() == 0
                ? Json.MAPPER.createObjectNode().put("status", response.status())
                : Json.MAPPER.readTree(bytes.toByteArray());
    }

    /** The error that an operation is refused with. */
    WireException refused(String method, String path, String body) throws Exception {
        try {
            call(method, path, body);
        } catch (WireException refused) {
            return refused;
        }
        throw new AssertionError(method + " " + path + " was not refused");
    }

    StageResponse request(String api, String method, String path, String body, Map<String, String> headers)
            throws Exception {
        int question = path.indexOf('?');
        Map<String, List<String>> query = question < 0
                ? Map.of()
                : Map.of(path.substring(question + 1).split("=", 2)[0], List.of(path.split("=", 2)[1]));
        return gateway.request(new StageRequest(
                        api,
                        "poc",
                        method,
                        question < 0 ? path : path.substring(0, question),
                        query,
                        lists(headers),
                        body.getBytes(UTF_8),
                        "203.0.113.7"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    /** An API with one resource, and the method on it that the document describes. */
    String api(String pathPart, String verb, String integration) throws Exception {
        JsonNode api = call("POST", "/restapis", "{\"name\":\"clickstream-ingest-poc\"}");
        String id = api.path("id").asString();
        String resource = call(
                        "POST",
                        "/restapis/" + id + "/resources/"
                                + api.path("rootResourceId").asString(),
                        Json.MAPPER.createObjectNode().put("pathPart", pathPart).toString())
                .path("id")
                .asString();
        method(id, resource, verb, integration);
        return id;
    }

    void method(String api, String resource, String verb, String integration) throws Exception {
        String path = "/restapis/" + api + "/resources/" + resource + "/methods/" + verb;
        call("PUT", path, "{\"authorizationType\":\"NONE\"}");
        call("PUT", path + "/integration", integration);
        call("PUT", path + "/responses/200", "{\"responseParameters\":{\"method.response.header.X-Made\":true}}");
        call("PUT", path + "/integration/responses/200", "{}");
    }

    /** The id of the resource at a path. */
    String resource(String api, String path) throws Exception {
        for (JsonNode item : call("GET", "/restapis/" + api + "/resources", "").path("item")) {
            if (item.path("path").asString().equals(path)) {
                return item.path("id").asString();
            }
        }
        throw new AssertionError("no resource " + path);
    }

    void deploy(String api) throws Exception {
        call("POST", "/restapis/" + api + "/deployments", "{\"stageName\":\"poc\"}");
    }

    /** The document of an AWS integration with PutRecord. */
    static String firehose(String template) {
        var document = Json.MAPPER
                .createObjectNode()
                .put("type", "AWS")
                .put("httpMethod", "POST")
                .put("uri", "arn:aws:apigateway:us-east-1:firehose:action/PutRecord")
                .put("credentials", ROLE)
                .put("passthroughBehavior", "WHEN_NO_TEMPLATES");
        document.putObject("requestTemplates").put("application/json", template);
        return document.toString();
    }

    @Override
    public void close() {
        gateway.close();
        database.close();
    }
}
