package io.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the control plane answers, and in which words it refuses. */
class ControlPlaneTest {

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

    @Test
    void aNewApiHasARootAndAwsDefaults() throws Exception {
        JsonNode api = station.call(
                "POST",
                "/restapis",
                "{\"name\":\"a\",\"endpointConfiguration\":{\"types\":[\"REGIONAL\"]},\"tags\":{\"k\":\"v\"}}");
        assertThat(api.path("id").asString()).matches("[0-9a-z]{10}");
        assertThat(api.path("createdDate").asLong()).isEqualTo(1795456800L);
        assertThat(api.path("apiKeySource").asString()).isEqualTo("HEADER");
        assertThat(api.path("endpointConfiguration").path("types").path(0).asString())
                .isEqualTo("REGIONAL");
        JsonNode resources = station.call("GET", "/restapis/" + api.path("id").asString() + "/resources", "");
        assertThat(resources.path("item").size()).isEqualTo(1);
        assertThat(resources.path("item").path(0).path("id").asString())
                .isEqualTo(api.path("rootResourceId").asString());
        assertThat(resources.path("item").path(0).path("path").asString()).isEqualTo("/");
        assertThat(station.call("GET", "/restapis", "").path("item").size()).isEqualTo(1);
    }

    @Test
    void anIntegrationComesBackWithAwsDefaults() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String resource = station.resource(api, "/poc");
        JsonNode method = station.call("GET", "/restapis/" + api + "/resources/" + resource + "/methods/POST", "");
        JsonNode integration = method.path("methodIntegration");
        assertThat(integration.path("cacheNamespace").asString()).isEqualTo(resource);
        assertThat(integration.path("cacheKeyParameters").isArray()).isTrue();
        assertThat(integration.path("timeoutInMillis").asInt()).isEqualTo(29_000);
        assertThat(integration.path("integrationResponses").has("200")).isTrue();
        assertThat(method.path("methodResponses").has("200")).isTrue();
        assertThat(method.path("apiKeyRequired").asBoolean()).isFalse();
    }

    @ParameterizedTest(name = "{1}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        httpMethod          | -                                              | BadRequestException | Enumeration value for HttpMethod must be non-empty
        uri                 | nonsense                                       | BadRequestException | Invalid ARN specified in the request
        uri                 | arn:aws:apigateway:us-east-1:firehose:nothing  | BadRequestException | AWS ARN for integration must contain path or action
        uri                 | arn:aws:apigateway:us-east-1:sqs:action/Send   | BadRequestException | An integration with the service 'sqs' is not supported here. See docs/compatibility.md.
        credentials         | -                                              | BadRequestException | Role ARN must be specified for AWS integrations
        credentials         | arn:aws:iam::*:user/*                          | BadRequestException | Invalid ARN specified in the request
        type                | HTTP_PROXY                                     | BadRequestException | The integration type HTTP_PROXY is not supported here. See docs/compatibility.md.
        type                | WRONG                                          | ValidationException | 1 validation error detected: Value 'WRONG' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]
        contentHandling     | CONVERT_TO_BINARY                              | BadRequestException | contentHandling CONVERT_TO_BINARY is not supported here. See docs/compatibility.md.
        passthroughBehavior | SOMETIMES                                      | ValidationException | 1 validation error detected: Value 'SOMETIMES' at 'passthroughBehavior' failed to satisfy constraint: Member must satisfy enum value set: [WHEN_NO_MATCH, WHEN_NO_TEMPLATES, NEVER]
        tlsConfig           | x                                              | ValidationException | The parameter tlsConfig is not supported here. Leave it out; see docs/compatibility.md.
        """)
    void anIntegrationThatCannotBeIsRefusedInAwsWords(String member, String value, String type, String message)
            throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        ObjectNode document = (ObjectNode) Json.MAPPER.readTree(Station.firehose("{}"));
        if (value == null) {
            document.remove(member);
        } else {
            document.put(member, value);
        }
        WireException refused = station.refused(
                "PUT",
                "/restapis/" + api + "/resources/" + station.resource(api, "/poc") + "/methods/POST/integration",
                document.toString());
        assertThat(refused.code().wireName()).isEqualTo(type);
        assertThat(refused.text()).isEqualTo(message);
    }

    @Test
    void aTemplateThatCannotBeCompiledIsRefusedWhenItIsPut() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String path = "/restapis/" + api + "/resources/" + station.resource(api, "/poc") + "/methods/POST/integration";
        assertThat(station.refused("PUT", path, Station.firehose("#if($x)")).text())
                .startsWith("Invalid mapping template for application/json: The template does not parse");
        assertThat(station.refused("PUT", path, Station.firehose("#macro(x)#end"))
                        .text())
                .contains("'#macro' is not allowed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /restapis/none                              | | NotFoundException   | Invalid API identifier specified 000000000000:none
        GET    | /restapis/{api}/resources/none              | | NotFoundException   | Invalid Resource identifier specified
        GET    | /restapis/{api}/resources/{r}/methods/GET   | | NotFoundException   | Invalid Method identifier specified
        GET    | /restapis/{api}/stages/none                 | | NotFoundException   | Invalid stage identifier specified
        GET    | /restapis/{api}/deployments/none            | | NotFoundException   | Invalid Deployment identifier specified
        PUT    | /restapis/{api}/resources/{r}/methods/POST  | {"authorizationType":"NONE"} | ConflictException | Method already exists for this resource
        PUT    | /restapis/{api}/resources/{r}/methods/FETCH | {"authorizationType":"NONE"} | BadRequestException | Invalid HttpMethod specified. Valid options are GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS, ANY
        PUT    | /restapis/{api}/resources/{r}/methods/GET   | {"authorizationType":"AWS_IAM"} | BadRequestException | authorizationType AWS_IAM is not supported here. See docs/compatibility.md.
        PUT    | /restapis/{api}/resources/{r}/methods/GET   | {"authorizationType":"NONE","apiKeyRequired":true} | BadRequestException | apiKeyRequired is not supported here. See docs/compatibility.md.
        POST   | /restapis/{api}/resources/{root}            | {"pathPart":"poc"} | ConflictException | Another resource with the same parent already has this name: poc
        POST   | /restapis/{api}/resources/{root}            | {"pathPart":"a b"} | BadRequestException | Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.
        DELETE | /restapis/{api}/resources/{root}            | | BadRequestException | Root resource is not allowed to be deleted
        POST   | /restapis/{api}/deployments                 | {"stageName":"a b"} | BadRequestException | Stage name only allows a-zA-Z0-9_
        POST   | /restapis                                   | {"name":"x","endpointConfiguration":{"types":["PRIVATE"]}} | BadRequestException | The endpoint type PRIVATE is not supported here. See docs/compatibility.md.
        POST   | /restapis                                   | {"name":"x","policy":"{}"} | ValidationException | The parameter policy is not supported here. Leave it out; see docs/compatibility.md.
        PATCH  | /restapis/{api}                             | {"patchOperations":[{"op":"replace","path":"/policy","value":"x"}]} | BadRequestException | The patch 'replace /policy' is not supported here. See docs/compatibility.md.
        POST   | /restapis?mode=import                       | | BadRequestException | ImportRestApi is not supported here. See docs/compatibility.md.
        POST   | /apikeys                                    | | UnknownOperationException | The operation CreateApiKey is not supported here: it belongs to API keys. See docs/compatibility.md.
        """)
    void whatIsNotThereIsSaidInAwsWords(String method, String path, String body, String type, String message)
            throws Exception {
        String api = station.api("poc", "POST", Station.firehose("{}"));
        String real = path.replace("{api}", api)
                .replace("{r}", station.resource(api, "/poc"))
                .replace("{root}", station.resource(api, "/"));
        WireException refused = station.refused(method, real, body == null ? "" : body);
        assertThat(refused.text()).isEqualTo(message);
        assertThat(refused.code().wireName()).isEqualTo(type);
    }

    @Test
    void onlyAnApiWithIntegratedMethodsCanBeDeployed() throws Exception {
        JsonNode api = station.call("POST", "/restapis", "{\"name\":\"a\"}");
        String id = api.path("id").asString();
        assertThat(station.refused("POST", "/restapis/" + id + "/deployments", "{}")
                        .text())
                .isEqualTo("The REST API doesn't contain any methods");
        String root = api.path("rootResourceId").asString();
        station.call(
                "PUT", "/restapis/" + id + "/resources/" + root + "/methods/GET", "{\"authorizationType\":\"NONE\"}");
        assertThat(station.refused("POST", "/restapis/" + id + "/deployments", "{}")
                        .text())
                .isEqualTo("No integration defined for method");
    }

    @Test
    void aStageIsMadeMovedAndRemoved() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("$stageVariables.stream"));
        String path = "/restapis/" + api;
        String first =
                station.call("POST", path + "/deployments", "{}").path("id").asString();
        String second = station.call("POST", path + "/deployments", "{\"description\":\"d\"}")
                .path("id")
                .asString();
        JsonNode stage = station.call(
                "POST",
                path + "/stages",
                "{\"stageName\":\"poc\",\"deploymentId\":\"" + first + "\",\"variables\":{\"stream\":\"clicks\"}}");
        assertThat(stage.path("deploymentId").asString()).isEqualTo(first);
        assertThat(station.refused("DELETE", path + "/deployments/" + first, "").text())
                .isEqualTo("Active stages pointing to this deployment must be moved or deleted");
        station.call("PATCH", path + "/stages/poc", """
            {"patchOperations": [{"op": "replace", "path": "/deploymentId", "value": "%s"},
                                 {"op": "replace", "path": "/variables/stream", "value": "other"}]}
            """.formatted(second));
        station.call("DELETE", path + "/deployments/" + first, "");
        assertThat(station.call("GET", path + "/deployments/" + second + "?embed=apisummary", "")
                        .path("apiSummary")
                        .path("/poc")
                        .path("POST")
                        .path("authorizationType")
                        .asString())
                .isEqualTo("NONE");
        station.request(api, "POST", "/poc", "{}", Map.of());
        assertThat(new String(station.calls.getFirst().body(), UTF_8)).isEqualTo("other");
        station.call("DELETE", path + "/stages/poc", "");
        assertThat(station.request(api, "POST", "/poc", "{}", Map.of()).status())
                .isEqualTo(403);
    }

    /** As Terraform changes what it has made. */
    @Test
    void methodsIntegrationsAndResponsesArePatchedAndReadAgainWhole() throws Exception {
        String api = station.api("poc", "POST", Station.firehose("first"));
        String path = "/restapis/" + api + "/resources/" + station.resource(api, "/poc") + "/methods/POST";
        station.call("PATCH", path + "/integration", """
            {"patchOperations": [
              {"op": "replace", "path": "/requestTemplates/application~1json", "value": "second"},
              {"op": "replace", "path": "/timeoutInMillis", "value": "5000"}]}\
            """);
        station.call("PATCH", path + "/responses/200", """
            {"patchOperations": [
              {"op": "add", "path": "/responseParameters/method.response.header.X-Two", "value": "true"}]}\
            """);
        station.call("PATCH", path + "/integration/responses/200", """
            {"patchOperations": [
              {"op": "add", "path": "/responseParameters/method.response.header.X-Two", "value": "'2'"}]}\
            """);
        station.call("PATCH", path, """
            {"patchOperations": [{"op": "replace", "path": "/operationName", "value": "Click"}]}\
            """);
        JsonNode method = station.call("GET", path, "");
        assertThat(method.path("operationName").asString()).isEqualTo("Click");
        assertThat(method.path("methodIntegration").path("timeoutInMillis").asInt())
                .isEqualTo(5_000);
        station.deploy(api);
        assertThat(station.request(api, "POST", "/poc", "{}", Map.of()).headers())
                .containsEntry("X-Two", "2");
        assertThat(new String(station.calls.getFirst().body(), UTF_8)).isEqualTo("second");
        assertThat(station.refused("PATCH", path + "/integration", """
            {"patchOperations": [{"op": "replace", "path": "/type", "value": "HTTP"}]}\
            """).text())
                .contains("The integration type HTTP is not supported here");
        assertThat(station.refused("PATCH", path, """
            {"patchOperations": [{"op": "replace", "path": "/authorizationType", "value": "AWS_IAM"}]}\
            """).text())
                .contains("authorizationType AWS_IAM is not supported here");
    }

    @Test
    void deletingAResourceTakesWhatLiesBelow() throws Exception {
        String api = station.api("a", "POST", Station.firehose("{}"));
        String a = station.resource(api, "/a");
        station.call("POST", "/restapis/" + api + "/resources/" + a, "{\"pathPart\":\"b\"}");
        station.call("POST", "/restapis/" + api + "/resources/" + station.resource(api, "/"), "{\"pathPart\":\"ab\"}");
        station.call("DELETE", "/restapis/" + api + "/resources/" + a, "");
        assertThat(station.call("GET", "/restapis/" + api + "/resources", "").path("item"))
                .extracting(item -> item.path("path").asString())
                .containsExactly("/", "/ab");
    }

    @Test
    void aCallerWithoutPermissionIsToldWhichOneIsMissing() {
        Caller stranger = new Caller(
                Arn.parse("arn:aws:sts::000000000000:assumed-role/Nobody/s").orElseThrow(),
                Arn.parse("arn:aws:iam::000000000000:role/Nobody"),
                Optional.empty());
        assertThatThrownBy(() -> station.call(stranger, "GET", "/restapis", ""))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("apigateway:GET on resource: arn:aws:apigateway:us-east-1::/restapis");
    }
}
