package io.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Json;
import io.millrace.gateway.call.StageResponse;
import io.millrace.wire.AccessDenied;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What a caller of a deployed API gets. */
class StageRequestsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Station station;

    @BeforeEach
    void open() {
        station = new Station(directory);
    }

    @AfterEach
    void close() {
        station.close();
    }

    /** AWS's table of passthrough behaviours: what is sent on, or the status of a refusal. */
    @ParameterizedTest(name = "{0}, templates for {1}, sent as {2}: {3}")
    @CsvSource(textBlock = """
        WHEN_NO_MATCH,     application/json, application/json,                mapped
        WHEN_NO_MATCH,     application/json, application/json; charset=UTF-8, mapped
        WHEN_NO_MATCH,     application/json, APPLICATION/JSON,                mapped
        WHEN_NO_MATCH,     application/json, ,                                mapped
        WHEN_NO_MATCH,     application/json, text/plain,                      body
        WHEN_NO_MATCH,     ,                 application/json,                body
        WHEN_NO_TEMPLATES, application/json, application/json,                mapped
        WHEN_NO_TEMPLATES, application/json, text/plain,                      415
        WHEN_NO_TEMPLATES, ,                 text/plain,                      body
        NEVER,             application/json, application/json,                mapped
        NEVER,             application/json, text/plain,                      415
        NEVER,             ,                 application/json,                415
        """)
    void passesThroughAsAwsDoes(String behaviour, String templateType, String contentType, String outcome)
            throws Exception {
        ObjectNode integration = (ObjectNode) Json.MAPPER.readTree(Station.firehose("mapped"));
        integration.put("passthroughBehavior", behaviour).remove("requestTemplates");
        if (templateType != null) {
            integration.putObject("requestTemplates").put(templateType, "mapped");
        }
        String api = station.api("poc", "POST", integration.toString());
        station.deploy(api);
        Map<String, String> headers = contentType == null ? Map.of() : Map.of("content-type", contentType);
        StageResponse response = station.request(api, "POST", "/poc", "body", headers);
        if (outcome.equals("415")) {
            assertThat(response.status()).isEqualTo(415);
            assertThat(text(response)).isEqualTo("{\"message\":\"Unsupported Media Type\"}");
        } else {
            assertThat(new String(station.calls.getFirst().body(), UTF_8)).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,/nope", "GET,/poc", "DELETE,/poc", "POST,/poc/more", "POST,/"})
    void anUnknownPathOrMethodIsAMissingToken(String method, String path) throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        station.deploy(api);
        StageResponse response = station.request(api, method, path, "{}", Map.of());
        assertThat(response.status()).isEqualTo(403);
        assertThat(text(response)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(response.headers()).containsEntry("x-amzn-ErrorType", "MissingAuthenticationTokenException");
    }

    @Test
    void aPayloadThatIsNoJsonIsRefusedInAwsWords() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("\"$input.path('$')\""));
        station.deploy(api);
        StageResponse response = station.request(api, "POST", "/poc", "{a", Map.of());
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response))
                .isEqualTo("{\"message\":\"Could not process payloadnet.minidev.json.parser.ParseException:"
                        + " Unexpected End Of File position 1: null\"}");
    }

    @Test
    void aTemplateThatFailsIsOurCallersServerError() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("#set($s = 'a')$s.substring(9)"));
        station.deploy(api);
        StageResponse response = station.request(api, "POST", "/poc", "{}", Map.of());
        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(station.calls).isEmpty();
    }

    @Test
    void aTemplateWithLoopsIsRenderedElsewhereAndAnswersTheSame() throws Exception {
        String api = station.api(
                "poc", "POST", Station.firehose("#foreach($i in $input.path('$.l'))$i.replaceAll('[0-9]','n')#end"));
        station.deploy(api);
        station.request(api, "POST", "/poc", "{\"l\":[\"a1\",\"b2\"]}", Map.of());
        assertThat(new String(station.calls.getFirst().body(), UTF_8)).isEqualTo("anbn");
    }

    @Test
    void anEndpointThatTakesTooLongIsATimeout() throws Exception {
        ObjectNode integration = (ObjectNode) Json.MAPPER.readTree(Station.firehose("{}"));
        String api = station.api(
                "poc", "POST", integration.put("timeoutInMillis", 50).toString());
        station.deploy(api);
        station.answer = new CompletableFuture<>();
        StageResponse response = station.request(api, "POST", "/poc", "{}", Map.of());
        assertThat(response.status()).isEqualTo(504);
        assertThat(text(response)).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
    }

    @Test
    void aRoleThatCannotBeAssumedAndABrokenServiceAreNotTheCallersFault() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        station.deploy(api);
        station.answer = CompletableFuture.failedFuture(new AccessDenied("no"));
        assertThat(station.request(api, "POST", "/poc", "{}", Map.of()).status())
                .isEqualTo(500);
        station.answer = CompletableFuture.failedFuture(new IllegalStateException("broken"));
        assertThat(station.request(api, "POST", "/poc", "{}", Map.of()).status())
                .isEqualTo(504);
    }

    @Test
    void theResponseWhosePatternFitsTheStatusIsTaken() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String path = "/restapis/" + api + "/resources/" + station.resource(api, "/poc") + "/methods/POST";
        station.call(
                "PUT", path + "/responses/400", "{\"responseParameters\":{\"method.response.header.X-Kind\":true}}");
        station.call("PUT", path + "/integration/responses/400", """
            {"selectionPattern": "4\\\\d{2}",
             "responseTemplates": {"application/json": "{\\"why\\":$input.json('$.__type')}",
                                   "text/plain": "why: $input.path('$.__type')"},
             "responseParameters": {"method.response.header.X-Kind": "'refused'"}}\
            """);
        station.deploy(api);
        station.answer = Station.answer(400, "{\"__type\":\"ResourceNotFoundException\"}");
        StageResponse json = station.request(api, "POST", "/poc", "{}", Map.of());
        assertThat(json.status()).isEqualTo(400);
        assertThat(text(json)).isEqualTo("{\"why\":\"ResourceNotFoundException\"}");
        assertThat(json.headers()).containsEntry("X-Kind", "refused").containsEntry("Content-Type", "application/json");
        StageResponse plain = station.request(api, "POST", "/poc", "{}", Map.of("accept", "text/plain;q=1, */*"));
        assertThat(text(plain)).isEqualTo("why: ResourceNotFoundException");
        assertThat(plain.headers()).containsEntry("Content-Type", "text/plain");
        station.answer = Station.answer(500, "{}");
        assertThat(station.request(api, "POST", "/poc", "{}", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void withoutAnyResponseTheAnswerIsAConfigurationError() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String resource = station.resource(api, "/poc");
        String path = "/restapis/" + api + "/resources/" + resource + "/methods/POST";
        station.call("DELETE", path + "/integration/responses/200", "");
        assertThat(station.call("POST", path, "{}").path("log").asString())
                .contains("No match for output mapping and no default output mapping configured")
                .endsWith("Method completed with status: 500\n");
        station.deploy(api);
        StageResponse response = station.request(api, "POST", "/poc", "{}", Map.of());
        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void aMockAnswersAPreflight() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String resource = station.resource(api, "/poc");
        String path = "/restapis/" + api + "/resources/" + resource + "/methods/OPTIONS";
        station.call("PUT", path, "{\"authorizationType\":\"NONE\"}");
        station.call(
                "PUT",
                path + "/integration",
                "{\"type\":\"MOCK\",\"requestTemplates\":{\"application/json\":\"{\\\"statusCode\\\": 200}\"}}");
        station.call(
                "PUT",
                path + "/responses/200",
                "{\"responseParameters\":{\"method.response.header.Access-Control-Allow-Origin\":true}}");
        station.call(
                "PUT",
                path + "/integration/responses/200",
                "{\"responseParameters\":{\"method.response.header.Access-Control-Allow-Origin\":\"'*'\"}}");
        station.deploy(api);
        StageResponse response = station.request(api, "OPTIONS", "/poc", "", Map.of());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Access-Control-Allow-Origin", "*");
        assertThat(text(response)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{},500", "'{\"statusCode\": 404}',404", "'{\"statusCode\": \"x\"}',500", "'',500"})
    void aMockAnswersWithTheStatusThatItsTemplateNames(String template, int status) throws Exception {
        String document = Json.MAPPER
                .createObjectNode()
                .put("type", "MOCK")
                .set("requestTemplates", Json.MAPPER.createObjectNode().put("application/json", template))
                .toString();
        String api = station.api("mock", "GET", document);
        String path = "/restapis/" + api + "/resources/" + station.resource(api, "/mock") + "/methods/GET";
        station.call("PUT", path + "/responses/404", "{}");
        station.call("PUT", path + "/integration/responses/404", "{\"selectionPattern\":\"404\"}");
        station.deploy(api);
        assertThat(station.request(api, "GET", "/mock", "", Map.of()).status()).isEqualTo(status);
    }

    @Test
    void aTemplateMayOverrideStatusAndHeaders() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String path = "/restapis/" + api + "/resources/" + station.resource(api, "/poc") + "/methods/POST";
        station.call("PUT", path + "/integration/responses/200", """
            {"responseTemplates": {"application/json":
              "#set($context.responseOverride.status = 202)#set($context.responseOverride.header.ETag = 'e1'){}"}}\
            """);
        station.deploy(api);
        StageResponse response = station.request(api, "POST", "/poc", "{}", Map.of());
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.headers()).containsEntry("ETag", "e1");
    }

    @Test
    void requiredParametersAreAskedFor() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String resource = station.resource(api, "/poc");
        String path = "/restapis/" + api + "/resources/" + resource + "/methods/PUT";
        station.call("PUT", path, """
            {"authorizationType": "NONE", "requestParameters": {"method.request.header.x-header-param": true,
             "method.request.querystring.issuer": true, "method.request.querystring.qs1": false}}\
            """);
        station.call("PUT", path + "/integration", Station.firehose("{}"));
        station.call("PUT", path + "/responses/200", "{}");
        station.call("PUT", path + "/integration/responses/200", "{}");
        station.deploy(api);
        StageResponse response = station.request(api, "PUT", "/poc", "{}", Map.of());
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response))
                .isEqualTo("{\"message\":\"Missing required request parameters: [x-header-param, issuer]\"}");
        assertThat(station.request(api, "PUT", "/poc?issuer=i", "{}", Map.of("x-header-param", "1"))
                        .status())
                .isEqualTo(200);
    }

    /** Literal segments go first, then one name, then the rest. */
    @ParameterizedTest
    @CsvSource({
        "/shop/menu,       menu",
        "/shop/7,          one 7",
        "/shop/a%20b,      one a b",
        "/shop/7/x/y,      rest 7/x/y",
        "/shop/menu/x,     rest menu/x",
        "/shop/menu/,      menu"
    })
    void pathsAreMatchedMostLiteralFirst(String path, String expected) throws Exception {
        String api = station.api("shop", "POST", Station.firehose("shop"));
        String shop = station.resource(api, "/shop");
        for (String[] child : new String[][] {
            {"menu", "menu"}, {"{id}", "one $input.params('id')"}, {"{proxy+}", "rest $input.params('proxy')"}
        }) {
            String part =
                    Json.MAPPER.createObjectNode().put("pathPart", child[0]).toString();
            String id = station.call("POST", "/restapis/" + api + "/resources/" + shop, part)
                    .path("id")
                    .asString();
            station.method(api, id, "ANY", Station.firehose(child[1]));
        }
        station.deploy(api);
        assertThat(station.request(api, "POST", path, "{}", Map.of()).status()).isEqualTo(200);
        assertThat(new String(station.calls.getFirst().body(), UTF_8)).isEqualTo(expected);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        station.deploy(api);
        StageResponse response = station.request(api, "POST", "/poc", "x".repeat(10 * 1024 * 1024 + 1), Map.of());
        assertThat(response.status()).isEqualTo(413);
    }

    private static String text(StageResponse response) {
        return new String(response.body(), UTF_8);
    }
}
