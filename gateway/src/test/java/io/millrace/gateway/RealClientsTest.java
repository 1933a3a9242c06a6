package io.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/** The AWS SDK for Java and a plain HTTP client, against the real HTTP server. */
class RealClientsTest {

    private static final String TEMPLATE = "{\"DeliveryStreamName\": \"clicks\", \"Record\": {\"Data\":"
            + " \"$util.base64Encode($util.escapeJavaScript($input.json('$')).replace('\\', ''))\"}}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @Test
    void theSdkBuildsTestsDeploysAndRemovesTheWalkthroughsApi() throws Exception {
        try (ServedStation station = new ServedStation(directory, 0);
                ApiGatewayClient client = client(station.port())) {
            String api = build(client);
            String resource = resource(client, api);
            TestInvokeMethodResponse test = client.testInvokeMethod(request -> request.restApiId(api)
                    .resourceId(resource)
                    .httpMethod("POST")
                    .body("{\"element_clicked\":\"entree_1\"}"));
            assertThat(test.status()).isEqualTo(200);
            assertThat(test.body()).isEqualTo("{\"Encrypted\":false,\"RecordId\":\"r\"}");
            assertThat(test.headers()).containsEntry("Content-Type", "application/json");
            assertThat(test.log()).contains("Successfully completed execution", "Method completed with status: 200");
            client.createDeployment(request -> request.restApiId(api).stageName("poc"));
            assertThat(client.getStages(request -> request.restApiId(api)).item())
                    .hasSize(1);

            URI address =
                    URI.create("http://127.0.0.1:" + station.port() + "/restapis/" + api + "/poc/_user_request_/poc");
            HttpResponse<String> answer = post(address, "{\"element_clicked\":\"entree_2\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"Encrypted\":false,\"RecordId\":\"r\"}");
            assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
            assertThat(station.calls).hasSize(2);
            assertThat(post(address.resolve("nope"), "{}").statusCode()).isEqualTo(403);

            client.deleteRestApi(request -> request.restApiId(api));
            assertThat(post(address, "{}").statusCode()).isEqualTo(403);
            assertThat(client.getRestApis().items()).isEmpty();
        }
    }

    @Test
    void theSdkSeesAwsErrorsByTheirOwnTypes() throws Exception {
        try (ServedStation station = new ServedStation(directory, 0);
                ApiGatewayClient client = client(station.port())) {
            assertThatThrownBy(() -> client.getRestApi(request -> request.restApiId("none")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("Invalid API identifier specified 000000000000:none");
            String api = build(client);
            assertThatThrownBy(() -> client.putMethod(request -> request.restApiId(api)
                            .resourceId(resource(client, api))
                            .httpMethod("POST")
                            .authorizationType("NONE")))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> client.putIntegration(request -> request.restApiId(api)
                            .resourceId(resource(client, api))
                            .httpMethod("POST")
                            .type(IntegrationType.HTTP)
                            .uri("http://example.com")
                            .integrationHttpMethod("GET")))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("The integration type HTTP is not supported here");
        }
    }

    private static String build(ApiGatewayClient client) {
        CreateRestApiResponse api = client.createRestApi(request ->
                request.name("clickstream-ingest-poc").endpointConfiguration(e -> e.types(EndpointType.REGIONAL)));
        String id = api.id();
        assertThat(api.createdDate()).isNotNull();
        String resource = client.createResource(request ->
                        request.restApiId(id).parentId(api.rootResourceId()).pathPart("poc"))
                .id();
        client.putMethod(request -> request.restApiId(id)
                .resourceId(resource)
                .httpMethod("POST")
                .authorizationType("NONE")
                .apiKeyRequired(false));
        client.putIntegration(request -> request.restApiId(id)
                .resourceId(resource)
                .httpMethod("POST")
                .type(IntegrationType.AWS)
                .integrationHttpMethod("POST")
                .uri("arn:aws:apigateway:us-east-1:firehose:action/PutRecord")
                .credentials(Station.ROLE)
                .passthroughBehavior("WHEN_NO_TEMPLATES")
                .requestTemplates(Map.of("application/json", TEMPLATE)));
        client.putMethodResponse(request ->
                request.restApiId(id).resourceId(resource).httpMethod("POST").statusCode("200"));
        client.putIntegrationResponse(request -> request.restApiId(id)
                .resourceId(resource)
                .httpMethod("POST")
                .statusCode("200")
                .selectionPattern(""));
        return id;
    }

    private static String resource(ApiGatewayClient client, String api) {
        return client.getResources(request -> request.restApiId(api).embed("methods")).items().stream()
                .filter(resource -> resource.path().equals("/poc"))
                .map(Resource::id)
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> post(URI address, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        }
    }

    private static ApiGatewayClient client(int port) {
        return ApiGatewayClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ServedStation.KEY.accessKeyId(), ServedStation.KEY.secretKey())))
                .build();
    }
}
