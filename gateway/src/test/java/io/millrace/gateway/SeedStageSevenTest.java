package io.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Json;
import io.millrace.gateway.call.Integration;
import io.millrace.gateway.call.StageResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Stage 7 of the walkthrough: make the API, test its method, deploy it, send it a click. */
class SeedStageSevenTest {

    private static final String TEMPLATE = """
            {
                "DeliveryStreamName": "clicks",
                "Record": {
                    "Data": "$util.base64Encode($util.escapeJavaScript($input.json('$')).replace('\\', ''))"
                }
            }
            """;

    private static final String EVENT = """
            {
            "element_clicked":"entree_1",
            "time_spent":67,
            "source_menu":"restaurant_name",
            "created_at":"2022\u201309\u201311 23:00:00"
            }
            """;

    private static final String ARRIVES = "{\"element_clicked\":\"entree_1\",\"time_spent\":67,"
            + "\"source_menu\":\"restaurant_name\",\"created_at\":\"2022u201309u201311 23:00:00\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @Test
    void theTestButtonSaysThatTheClickWentThrough() throws Exception {
        try (Station station = new Station(directory)) {
            String api = station.api("poc", "POST", Station.firehose(TEMPLATE));
            String path = "/restapis/" + api + "/resources/" + station.resource(api, "/poc") + "/methods/POST";
            JsonNode result = station.call(
                    "POST",
                    path,
                    Json.MAPPER.createObjectNode().put("body", EVENT).toString());
            assertThat(result.path("status").asInt()).isEqualTo(200);
            assertThat(result.path("body").asString()).isEqualTo("{\"Encrypted\":false,\"RecordId\":\"r\"}");
            assertThat(result.path("log").asString())
                    .startsWith("Execution log for request ")
                    .contains(
                            "Mon Nov 23 18:00:00 UTC 2026 : HTTP Method: POST, Resource Path: /poc\n",
                            " : Sending request to https://firehose.us-east-1.amazonaws.com/?Action=PutRecord\n",
                            " : Received response. Status: 200, Integration latency: ",
                            " : Successfully completed execution\n")
                    .endsWith(" : Method completed with status: 200\n");
            assertThat(data(station.calls.getFirst())).isEqualTo(ARRIVES);
        }
    }

    @Test
    void aDeployedStageTakesTheClickAndSurvivesARestart() throws Exception {
        String api;
        try (Station station = new Station(directory)) {
            api = station.api("poc", "POST", Station.firehose(TEMPLATE));
            station.deploy(api);
        }
        try (Station station = new Station(directory)) {
            StageResponse response = station.request(
                    api, "POST", "/poc", EVENT, Map.of("content-type", "application/json; charset=UTF-8"));
            assertThat(response.status()).isEqualTo(200);
            assertThat(new String(response.body(), UTF_8)).isEqualTo("{\"Encrypted\":false,\"RecordId\":\"r\"}");
            assertThat(response.headers()).containsKeys("x-amzn-RequestId", "x-amz-apigw-id");
            assertThat(response.headers()).containsEntry("Content-Type", "application/json");
            Integration.Call call = station.calls.getFirst();
            assertThat(data(call)).isEqualTo(ARRIVES);
            assertThat(call.action()).isEqualTo("PutRecord");
            assertThat(call.credentialsRoleArn()).isEqualTo(Station.ROLE);
            assertThat(call.source())
                    .hasToString("arn:aws:execute-api:us-east-1:000000000000:" + api + "/poc/POST/poc");
        }
    }

    @Test
    void whatIsEditedAfterADeploymentIsNotServedBeforeTheNext() throws Exception {
        try (Station station = new Station(directory)) {
            String api = station.api("poc", "POST", Station.firehose("{\"a\":\"first\"}"));
            station.deploy(api);
            String path = "/restapis/" + api + "/resources/" + station.resource(api, "/poc") + "/methods/POST";
            station.call("PUT", path + "/integration", Station.firehose("{\"a\":\"second\"}"));
            station.call("PUT", path + "/integration/responses/200", "{}");
            station.request(api, "POST", "/poc", "{}", Map.of());
            station.deploy(api);
            station.request(api, "POST", "/poc", "{}", Map.of());
            assertThat(station.calls)
                    .extracting(call -> new String(call.body(), UTF_8))
                    .containsExactly("{\"a\":\"first\"}", "{\"a\":\"second\"}");
        }
    }

    @Test
    void deletingTheApiEndsItsStages() throws Exception {
        try (Station station = new Station(directory)) {
            String api = station.api("poc", "POST", Station.firehose(TEMPLATE));
            station.deploy(api);
            station.call("DELETE", "/restapis/" + api, "");
            assertThat(station.request(api, "POST", "/poc", EVENT, Map.of()).status())
                    .isEqualTo(403);
            assertThat(station.refused("GET", "/restapis/" + api, "").text())
                    .isEqualTo("Invalid API identifier specified 000000000000:" + api);
        }
    }

    private static String data(Integration.Call call) {
        String data =
                Json.MAPPER.readTree(call.body()).path("Record").path("Data").asString();
        return new String(Base64.getDecoder().decode(data), UTF_8);
    }
}
