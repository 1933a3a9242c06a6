package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Json;
import io.millrace.testing.Needs;
import io.millrace.wire.WireException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Versions and aliases, as a client sends them. Needs python3 on the machine. */
@Needs("python3")
class VersionTest {

    private static final String F = "/2015-03-31/functions/f";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(directory);
        lambda.create("f", returning(1));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void aVersionGoesOnAsItWasWhileTheFunctionChanges() throws Exception {
        JsonNode first = publish().json();
        assertThat(first.path("Version").asString()).isEqualTo("1");
        assertThat(first.path("FunctionArn").asString()).isEqualTo(Lambda.arn("f") + ":1");
        lambda.call("PUT", F + "/code", code(2));
        assertThat(publish().json().path("Version").asString()).isEqualTo("2");
        lambda.call("PUT", F + "/code", code(3));
        assertThat(List.of(answer("f:1"), answer("f:2"), answer("f"), answer(Lambda.arn("f") + ":$LATEST")))
                .containsExactly("1", "2", "3", "3");
        assertThat(lambda.invoke("f:2", "{}").headers()).containsEntry("X-Amz-Executed-Version", "2");
        assertThat(Lambda.tail(lambda.invoke("f:2", "{}"))).contains(" Version: 2\n");
    }

    @Test
    void versionsAndAliasesOutliveTheProcess() throws Exception {
        publish();
        JsonNode alias = createAlias("live", "1").json();
        lambda.call("PUT", F + "/code", code(2));
        lambda.close();
        lambda = new Lambda(directory, FunctionsConfig.defaults());
        assertThat(answer("f:live")).isEqualTo("1");
        assertThat(lambda.call("GET", F + "/aliases/live").json()).isEqualTo(alias);
    }

    @Test
    void publishingWhatHasNotChangedGivesTheSameVersion() throws Exception {
        publish();
        assertThat(publish().json().path("Version").asString()).isEqualTo("1");
        lambda.call("PUT", F + "/configuration", Json.MAPPER.createObjectNode().put("Timeout", 4));
        JsonNode second = lambda.call(
                        "POST", F + "/versions", Json.MAPPER.createObjectNode().put("Description", "faster"))
                .json();
        assertThat(second.path("Version").asString()).isEqualTo("2");
        assertThat(second.path("Description").asString()).isEqualTo("faster");
        assertThat(lambda.call("GET", F + "/configuration?Qualifier=2").json()).isEqualTo(second);
        assertThat(names(lambda.call("GET", F + "/versions").json().path("Versions"), "Version"))
                .containsExactly("$LATEST", "1", "2");
    }

    @Test
    void aVersionThatExpectsOtherCodeIsRefused() {
        assertRefused(
                () -> lambda.call(
                        "POST", F + "/versions", Json.MAPPER.createObjectNode().put("CodeSha256", "other")),
                "InvalidParameterValueException",
                "CodeSHA256 (other) is different from current CodeSHA256 in $LATEST");
    }

    @Test
    void codeCanBePublishedAsItIsSent() throws Exception {
        assertThat(lambda.call("PUT", F + "/code", code(2).put("Publish", true))
                        .json()
                        .path("Version")
                        .asString())
                .isEqualTo("1");
        assertThat(lambda.create(Lambda.definition("g").put("Publish", true), Zip.of("app.py", returning(7)))
                        .json()
                        .path("Version")
                        .asString())
                .isEqualTo("1");
        assertThat(List.of(answer("f:1"), answer("g:1"), answer("g"))).containsExactly("2", "7", "7");
    }

    @Test
    void aDeletedVersionIsGoneAndItsNumberDoesNotComeBack() throws Exception {
        publish();
        createAlias("live", "1");
        assertRefused(
                () -> lambda.call("DELETE", F + "?Qualifier=1"),
                "ResourceConflictException",
                "the following aliases reference it: [live]");
        lambda.call("DELETE", F + "/aliases/live");
        lambda.call("DELETE", F + "?Qualifier=1");
        assertRefused(
                () -> answer("f:1"), "ResourceNotFoundException", "Function not found: " + Lambda.arn("f") + ":1");
        assertThat(answer("f")).isEqualTo("1");
        assertThat(publish().json().path("Version").asString()).isEqualTo("2");
        assertRefused(
                () -> lambda.call("DELETE", F + "?Qualifier=$LATEST"),
                "InvalidParameterValueException",
                "$LATEST version cannot be deleted");
    }

    @Test
    void aDeletedFunctionTakesItsVersionsAndAliasesWithIt() throws Exception {
        publish();
        createAlias("live", "1");
        answer("f:live");
        lambda.call("DELETE", F);
        assertRefused(() -> answer("f:live"), "ResourceNotFoundException", "Function not found: ");
        lambda.create("f", returning(9));
        assertRefused(() -> answer("f:1"), "ResourceNotFoundException", "Function not found: ");
        assertThat(lambda.call("GET", F + "/aliases").json().path("Aliases")).isEmpty();
    }

    @Test
    void anAliasStandsForOneVersionUntilItIsMoved() throws Exception {
        publish();
        lambda.call("PUT", F + "/code", code(2));
        publish();
        JsonNode created = createAlias("live", "1").json();
        assertThat(created.path("AliasArn").asString()).isEqualTo(Lambda.arn("f") + ":live");
        assertThat(answer("f:live")).isEqualTo("1");
        JsonNode moved = lambda.call(
                        "PUT",
                        F + "/aliases/live",
                        Json.MAPPER.createObjectNode().put("FunctionVersion", "2"))
                .json();
        assertThat(answer("f:live")).isEqualTo("2");
        assertThat(moved.path("RevisionId")).isNotEqualTo(created.path("RevisionId"));
        assertThat(lambda.call("GET", F + "?Qualifier=live")
                        .json()
                        .path("Configuration")
                        .path("FunctionArn")
                        .asString())
                .isEqualTo(Lambda.arn("f") + ":live");
        createAlias("beta", "$LATEST");
        assertThat(names(lambda.call("GET", F + "/aliases").json().path("Aliases"), "Name"))
                .containsExactly("beta", "live");
        assertThat(names(
                        lambda.call("GET", F + "/aliases?FunctionVersion=2")
                                .json()
                                .path("Aliases"),
                        "Name"))
                .containsExactly("live");
    }

    @Test
    void anAliasThatCannotBeIsRefused() throws Exception {
        publish();
        createAlias("live", "1");
        assertRefused(() -> createAlias("live", "1"), "ResourceConflictException", "Alias already exists: ");
        assertRefused(() -> createAlias("7", "1"), "ValidationException", "at 'name' failed");
        assertRefused(
                () -> createAlias("next", "9"),
                "ResourceNotFoundException",
                "Function not found: " + Lambda.arn("f") + ":9");
        assertRefused(
                () -> lambda.call("GET", F + "/aliases/none"),
                "ResourceNotFoundException",
                "Cannot find alias arn: " + Lambda.arn("f") + ":none");
        ObjectNode routed = alias("half", "1");
        routed.putObject("RoutingConfig").putObject("AdditionalVersionWeights").put("2", 0.5);
        assertRefused(
                () -> lambda.call("POST", F + "/aliases", routed),
                "InvalidParameterValueException",
                "RoutingConfig is not supported here");
    }

    @Test
    void listsComeInPages() throws Exception {
        publish();
        lambda.call("PUT", F + "/code", code(2));
        publish();
        JsonNode first = lambda.call("GET", F + "/versions?MaxItems=2").json();
        assertThat(names(first.path("Versions"), "Version")).containsExactly("$LATEST", "1");
        JsonNode rest = lambda.call(
                        "GET",
                        F + "/versions?MaxItems=2&Marker="
                                + first.path("NextMarker").asString())
                .json();
        assertThat(names(rest.path("Versions"), "Version")).containsExactly("2");
        assertThat(rest.has("NextMarker")).isFalse();
        assertThat(names(
                        lambda.call("GET", "/2015-03-31/functions?FunctionVersion=ALL")
                                .json()
                                .path("Functions"),
                        "Version"))
                .containsExactly("$LATEST", "1", "2");
    }

    private Lambda.Answer publish() throws Exception {
        return lambda.call("POST", F + "/versions", Json.MAPPER.createObjectNode());
    }

    private Lambda.Answer createAlias(String name, String version) throws Exception {
        return lambda.call("POST", F + "/aliases", alias(name, version));
    }

    private static ObjectNode alias(String name, String version) {
        return Json.MAPPER.createObjectNode().put("Name", name).put("FunctionVersion", version);
    }

    private String answer(String name) throws Exception {
        return lambda.invoke(name, "{}").body();
    }

    private static String returning(int number) {
        return "def handler(event, context):\n    return " + number;
    }

    private static ObjectNode code(int number) {
        return Json.MAPPER
                .createObjectNode()
                .put("ZipFile", Base64.getEncoder().encodeToString(Zip.of("app.py", returning(number))));
    }

    private static List<String> names(JsonNode list, String member) {
        return list.valueStream().map(item -> item.path(member).asString()).toList();
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WireException.class,
                        refused -> assertThat(refused.code().wireName()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
