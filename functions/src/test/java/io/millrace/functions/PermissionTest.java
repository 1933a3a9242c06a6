package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.testing.Needs;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Resource policies: who may invoke beside those whose own policies say so. Needs python3 on the machine. */
@Needs("python3")
class PermissionTest {

    private static final String POLICY = "/2015-03-31/functions/f/policy";
    private static final String GUEST = "arn:aws:iam::000000000000:role/guest";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Caller guest;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(directory);
        lambda.create("f", "def handler(event, context):\n    return 1");
        lambda.createRole("guest", "firehose.amazonaws.com");
        guest = lambda.access()
                .assumeRole("firehose.amazonaws.com", GUEST, "session", Optional.empty(), Optional.empty());
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void aRoleWithoutPoliciesMayInvokeOnceTheFunctionSaysSoAndNoLongerThanThat() throws Exception {
        assertDenied(Lambda.arn("f"));
        add(permission("guests", GUEST));
        assertThat(invoke(Lambda.arn("f"))).isEqualTo("1");
        lambda.close();
        lambda = new Lambda(directory, FunctionsConfig.defaults());
        assertThat(invoke(Lambda.arn("f"))).isEqualTo("1");
        assertThat(lambda.call("DELETE", POLICY + "/guests").status()).isEqualTo(204);
        assertDenied(Lambda.arn("f"));
    }

    @Test
    void aPermissionIsForExactlyWhatItNames() throws Exception {
        lambda.call("POST", "/2015-03-31/functions/f/versions", Json.MAPPER.createObjectNode());
        add(permission("latest", GUEST));
        assertDenied(Lambda.arn("f") + ":1");
        lambda.call("POST", POLICY + "?Qualifier=1", permission("one", GUEST));
        assertThat(invoke(Lambda.arn("f") + ":1")).isEqualTo("1");
        assertThat(policy(POLICY + "?Qualifier=1")
                        .path("Statement")
                        .path(0)
                        .path("Resource")
                        .asString())
                .isEqualTo(Lambda.arn("f") + ":1");
    }

    @Test
    void aConditionOnTheSourceHolds() throws Exception {
        add(permission("clicks", GUEST).put("SourceArn", "arn:aws:firehose:*:000000000000:deliverystream/clicks"));
        assertDenied(Lambda.arn("f"));
        Caller clicks = guest.withSource(Arn.of("firehose", "us-east-1", Lambda.ACCOUNT, "deliverystream/clicks"));
        assertThat(lambda.functions()
                        .invoke(clicks, Lambda.arn("f"), new byte[] {'1'}, InvokeOptions.defaults())
                        .functionError())
                .isEmpty();
    }

    @Test
    void aStatementIsShownAsLambdaWritesIt() throws Exception {
        ObjectNode wanted = permission("api", "apigateway.amazonaws.com")
                .put("SourceArn", "arn:aws:execute-api:us-east-1:000000000000:a/*")
                .put("SourceAccount", "000000000000");
        JsonNode answer = add(wanted).json();
        String statement =
                "{\"Sid\":\"api\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"apigateway.amazonaws.com\"},"
                        + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"" + Lambda.arn("f") + "\",\"Condition\":"
                        + "{\"StringEquals\":{\"AWS:SourceAccount\":\"000000000000\"},\"ArnLike\":{\"AWS:SourceArn\":"
                        + "\"arn:aws:execute-api:us-east-1:000000000000:a/*\"}}}";
        assertThat(answer.path("Statement").asString()).isEqualTo(statement);
        add(permission("all", "*"));
        add(permission("account", "111122223333"));
        JsonNode policy = policy(POLICY);
        assertThat(policy.path("Id").asString()).isEqualTo("default");
        assertThat(policy.path("Statement").path(0)).hasToString(statement);
        assertThat(policy.path("Statement").path(1).path("Principal").asString())
                .isEqualTo("*");
        assertThat(policy.path("Statement")
                        .path(2)
                        .path("Principal")
                        .path("AWS")
                        .asString())
                .isEqualTo("arn:aws:iam::111122223333:root");
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        add(permission("one", GUEST));
        assertRefused(permission("one", GUEST), "The statement id (one) provided already exists.");
        assertRefused(permission("two", "somebody"), "The provided principal was invalid.");
        assertRefused(permission("two", "arn:aws:iam::nobody"), "Invalid principal in policy");
        assertRefused(permission("t o", GUEST), "at 'statementId' failed");
        assertRefused(permission("two", GUEST).put("Action", "s3:Get"), "at 'action' failed");
        assertRefused(permission("two", GUEST).put("PrincipalOrgID", "o-1"), "The parameter PrincipalOrgID is not");
        assertRefused(permission("two", GUEST).put("RevisionId", "old"), "The Revision Id provided does not match");
        assertThatThrownBy(() -> lambda.call("DELETE", POLICY + "/none"))
                .hasMessage("Statement none is not found in resource policy.");
        lambda.call("DELETE", POLICY + "/one");
        assertThatThrownBy(() -> lambda.call("GET", POLICY)).hasMessage("The resource you requested does not exist.");
    }

    private static ObjectNode permission(String id, String principal) {
        return Json.MAPPER
                .createObjectNode()
                .put("StatementId", id)
                .put("Action", "lambda:InvokeFunction")
                .put("Principal", principal);
    }

    private Lambda.Answer add(ObjectNode permission) throws Exception {
        return lambda.call("POST", POLICY, permission);
    }

    private JsonNode policy(String path) throws Exception {
        return Json.MAPPER.readTree(
                lambda.call("GET", path).json().path("Policy").asString());
    }

    private String invoke(String arn) {
        InvokeResult result = lambda.functions().invoke(guest, arn, new byte[] {'1'}, InvokeOptions.defaults());
        return new String(result.payload(), StandardCharsets.UTF_8);
    }

    private void assertDenied(String arn) {
        assertThatThrownBy(() -> invoke(arn))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("is not authorized to perform: lambda:InvokeFunction on resource: " + arn);
    }

    private void assertRefused(ObjectNode permission, String message) {
        assertThatThrownBy(() -> add(permission))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(message);
    }
}
