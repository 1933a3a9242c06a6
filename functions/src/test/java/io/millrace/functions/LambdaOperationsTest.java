package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Json;
import io.millrace.testing.Needs;
import io.millrace.wire.WireException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lambda's operations, as a client sends them. Needs python3 on the machine. */
@Needs("python3")
class LambdaOperationsTest {

    private static final String F = "/2015-03-31/functions/f";
    private static final String ONE = "def handler(event, context):\n    return 1";
    private static final String TWO = "def handler(event, context):\n    return 2";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(directory);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void aCreatedFunctionIsActiveAndIsShownAsItWasMade() throws Exception {
        JsonNode created = lambda.create("f", ONE).json();
        assertThat(created.path("FunctionArn").asString()).isEqualTo(Lambda.arn("f"));
        assertThat(created.path("State").asString()).isEqualTo("Active");
        assertThat(created.path("LastUpdateStatus").asString()).isEqualTo("Successful");
        assertThat(created.path("LastModified").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.\\d{3}\\+0000");
        assertThat(lambda.call("GET", F + "/configuration").json()).isEqualTo(created);
        assertThat(lambda.call("GET", F).json().path("Configuration")).isEqualTo(created);
        assertThat(lambda.call("GET", "/2015-03-31/functions/" + Lambda.arn("f") + "/configuration")
                        .json())
                .isEqualTo(created);
        assertThat(lambda.call("GET", "/2015-03-31/functions").json().path("Functions"))
                .hasSize(1);
        assertThat(lambda.call("GET", F + "/versions").json().path("Versions")).hasSize(1);
        assertThat(lambda.call("GET", "/2020-06-30/functions/f/code-signing-config")
                        .json()
                        .path("FunctionName")
                        .asString())
                .isEqualTo("f");
    }

    @Test
    void aFunctionOutlivesTheProcess() throws Exception {
        JsonNode created = lambda.create("f", ONE).json();
        lambda.close();
        lambda = new Lambda(directory, FunctionsConfig.defaults());
        assertThat(lambda.call("GET", F + "/configuration").json()).isEqualTo(created);
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("1");
    }

    @Test
    void newCodeServesTheNextInvocation() throws Exception {
        JsonNode created = lambda.create("f", ONE).json();
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("1");
        JsonNode updated = lambda.call("PUT", F + "/code", zip(TWO)).json();
        assertThat(updated.path("CodeSha256")).isNotEqualTo(created.path("CodeSha256"));
        assertThat(updated.path("RevisionId")).isNotEqualTo(created.path("RevisionId"));
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("2");
        assertThat(lambda.call("PUT", F + "/code", zip(ONE).put("DryRun", true)).status())
                .isEqualTo(200);
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("2");
    }

    @Test
    void newSettingsServeTheNextInvocationAndTheOthersStay() throws Exception {
        lambda.create("f", "import os\ndef handler(event, context):\n    return os.environ.get('KEY')");
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("null");
        ObjectNode change = Json.MAPPER.createObjectNode().put("Description", "d");
        change.putObject("Environment").putObject("Variables").put("KEY", "w");
        JsonNode updated = lambda.call("PUT", F + "/configuration", change).json();
        assertThat(updated.path("Timeout").asInt()).isEqualTo(10);
        assertThat(updated.path("Description").asString()).isEqualTo("d");
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("\"w\"");
    }

    @Test
    void aChangeThatExpectsAnotherRevisionIsRefused() throws Exception {
        lambda.create("f", ONE);
        ObjectNode change = Json.MAPPER.createObjectNode().put("Timeout", 5).put("RevisionId", "old");
        assertRefused(
                () -> lambda.call("PUT", F + "/configuration", change), "PreconditionFailedException", "Revision Id");
    }

    @Test
    void aDeletedFunctionIsGoneWithItsCode() throws Exception {
        lambda.create("f", ONE);
        lambda.invoke("f", "{}");
        assertThat(lambda.call("DELETE", F).status()).isEqualTo(204);
        assertRefused(() -> lambda.invoke("f", "{}"), "ResourceNotFoundException", "Function not found: ");
        assertRefused(() -> lambda.call("GET", F), "ResourceNotFoundException", "Function not found: ");
        assertRefused(() -> lambda.call("DELETE", F), "ResourceNotFoundException", "Function not found: ");
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (packages() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(packages()).isZero();
    }

    private long packages() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("functions/code/packages"))) {
            return files.count();
        }
    }

    @Test
    void theSameNameTwiceIsAConflict() throws Exception {
        lambda.create("f", ONE);
        assertRefused(() -> lambda.create("f", TWO), "ResourceConflictException", "Function already exist: f");
    }

    @Test
    void tagsAreKept() throws Exception {
        ObjectNode definition = Lambda.definition("f");
        definition.putObject("Tags").put("a", "1").put("b", "2");
        lambda.create(definition, Zip.of("app.py", ONE));
        String tags = "/2017-03-31/tags/" + Lambda.arn("f");
        ObjectNode more = Json.MAPPER.createObjectNode();
        more.putObject("Tags").put("c", "3");
        lambda.call("POST", tags, more);
        lambda.call("DELETE", tags + "?tagKeys=a&tagKeys=b");
        assertThat(lambda.call("GET", tags).json().path("Tags")).hasToString("{\"c\":\"3\"}");
        assertThat(lambda.call("GET", F).json().path("Tags")).hasToString("{\"c\":\"3\"}");
    }

    @Test
    void theCodesAddressGivesThePackageForAWhile() throws Exception {
        lambda.create("f", ONE);
        String location =
                lambda.call("GET", F).json().path("Code").path("Location").asString();
        Path archive =
                lambda.functions().codePackage(URI.create(location).getPath()).orElseThrow();
        assertThat(Files.readAllBytes(archive)).isEqualTo(Zip.of("app.py", ONE));
        assertThat(lambda.functions().codePackage("/_/api/functions/code/0123")).isEmpty();
    }

    @Test
    void aRoleThatLambdaCannotAssumeIsRefused() throws Exception {
        lambda.createRole("api", "apigateway.amazonaws.com");
        ObjectNode definition = Lambda.definition("f").put("Role", "arn:aws:iam::000000000000:role/api");
        assertRefused(
                () -> lambda.create(definition, Zip.of("app.py", ONE)),
                "InvalidParameterValueException",
                "The role defined for the function cannot be assumed by Lambda.");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        d -> d.put("Runtime", "nodejs22.x"),
                        "The runtime parameter of nodejs22.x is not supported here"),
                refusal(d -> d.put("Timeout", 901), "Member must have value less than or equal to 900"),
                refusal(
                        d -> d.put("MemorySize", 64),
                        "Value '64' at 'memorySize' failed to satisfy constraint: Member"
                                + " must have value greater than or equal to 128"),
                refusal(d -> d.put("FunctionName", "a b"), "'functionName' failed to satisfy constraint"),
                refusal(d -> d.put("Role", "me"), "Value 'me' at 'role' failed"),
                refusal(d -> d.remove("Handler"), "Handler is mandatory"),
                refusal(d -> d.putArray("Layers").add("arn"), "Layers are not supported here"),
                refusal(
                        d -> d.putObject("VpcConfig").putArray("SubnetIds").add("s"),
                        "VpcConfig is not supported here"),
                refusal(d -> d.putObject("TracingConfig").put("Mode", "Active"), "'Active' of Mode is not supported"),
                refusal(d -> d.put("Surprise", 1), "The parameter Surprise is not supported here"),
                refusal(
                        d -> d.putObject("Environment").putObject("Variables").put("AWS_REGION", "x"),
                        "Reserved keys used in this request: AWS_REGION"),
                refusal(
                        d -> d.putObject("Environment").putObject("Variables").put("K2", "x".repeat(5000)),
                        "exceeded the 4KB limit"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNotSupportedOrOutOfRangeIsRefusedByName(Consumer<ObjectNode> change, String message) {
        ObjectNode definition = Lambda.definition("f");
        change.accept(definition);
        assertThatThrownBy(() -> lambda.create(definition, Zip.of("app.py", ONE)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(message);
        assertThat(lambda.functions().function(Lambda.arn("f"))).isEmpty();
    }

    @Test
    void codeFromABucketIsRefusedByName() {
        ObjectNode definition = Lambda.definition("f");
        definition.putObject("Code").put("S3Bucket", "b").put("S3Key", "k");
        assertRefused(
                () -> lambda.call("POST", "/2015-03-31/functions", definition),
                "InvalidParameterValueException",
                "The parameter S3Bucket is not supported here.");
    }

    @Test
    void aProvidedRuntimeRunsItsOwnBootstrap() throws Exception {
        String bootstrap = """
                #!/usr/bin/env python3
                import http.client, os
                api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
                while True:
                    api.request('GET', '/2018-06-01/runtime/invocation/next')
                    event = api.getresponse()
                    body = event.read()
                    id = event.getheader('Lambda-Runtime-Aws-Request-Id')
                    if body == b'"fail"':
                        api.request('POST', '/2018-06-01/runtime/invocation/%s/error' % id,
                            '{"errorMessage":"m","errorType":"T"}')
                    else:
                        api.request('POST', '/2018-06-01/runtime/invocation/%s/response' % id, iter([b'[', body, b']']),
                            {'Transfer-Encoding': 'chunked'}, encode_chunked=True)
                    assert api.getresponse().read()
                """;
        ObjectNode definition = Lambda.definition("f").put("Runtime", "provided.al2023");
        lambda.create(definition, Zip.withMode(Zip.of("bootstrap", bootstrap), 0100755));
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("[{}]");
        Lambda.Answer failed = lambda.invoke("f", "\"fail\"");
        assertThat(failed.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
        assertThat(failed.json().path("errorType").asString()).isEqualTo("T");
        assertThat(lambda.invoke("f", "1").body()).isEqualTo("[1]");
    }

    @Test
    void aProvidedRuntimeWithoutABootstrapIsRefused() {
        ObjectNode definition = Lambda.definition("f").put("Runtime", "provided.al2023");
        assertRefused(
                () -> lambda.create(definition, Zip.of("app.py", ONE)),
                "InvalidParameterValueException",
                "runs a file named bootstrap");
    }

    private static Arguments refusal(Consumer<ObjectNode> change, String message) {
        return Arguments.of(change, message);
    }

    private static ObjectNode zip(String source) {
        return Json.MAPPER
                .createObjectNode()
                .put("ZipFile", Base64.getEncoder().encodeToString(Zip.of("app.py", source)));
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WireException.class,
                        refused -> assertThat(refused.code().wireName()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
