package io.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.access.audit.AuditEvent;
import io.millrace.access.policy.Policy;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.control.ControlDatabase;
import io.millrace.testing.ManualClock;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final String ACCOUNT = "000000000000";
    private static final Caller ROOT = Caller.root(ACCOUNT);
    private static final String ROLE = "arn:aws:iam::000000000000:role/Api";
    private static final Arn STREAM = Arn.of("firehose", "us-east-1", ACCOUNT, "deliverystream/s");
    private static final Arn SOURCE = Arn.of("execute-api", "us-east-1", ACCOUNT, "abc/prod/POST/poc");
    private static final String TRUST =
            "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':{'Service':'apigateway.amazonaws.com'},"
                    + "'Action':'sts:AssumeRole'}}";
    private static final String PUT =
            "{'Version':'2012-10-17','Statement':[{'Sid':'VisualEditor0','Effect':'Allow','Action':"
                    + "'firehose:PutRecord','Resource':'*'}]}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<AuditEvent> audit = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private ControlDatabase database;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Access access;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(directory.resolve("control.db"));
        access = new Access(database, clock, ACCOUNT, new RootKey("AKIAROOTROOT", "secretsecret"), audit::add);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theWalkthroughsRoleMayPutARecordAndNothingElse() {
        walkthrough();
        Caller session = assume("apigateway.amazonaws.com");
        assertThat(session.principal()).hasToString("arn:aws:sts::000000000000:assumed-role/Api/Backplane");
        assertThatCode(() -> access.authorize(session, "firehose:PutRecord", STREAM))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> access.authorize(session, "firehose:DeleteDeliveryStream", STREAM))
                .isInstanceOf(AccessDenied.class)
                .hasMessage("User: arn:aws:sts::000000000000:assumed-role/Api/Backplane is not authorized to perform:"
                        + " firehose:DeleteDeliveryStream on resource:"
                        + " arn:aws:firehose:us-east-1:000000000000:deliverystream/s because no identity-based policy"
                        + " allows the firehose:DeleteDeliveryStream action");
        assertThat(audit).extracting(AuditEvent::outcome).containsExactly("denied");
    }

    @Test
    void aDetachedPolicyCountsNoMoreFromTheNextCallOn() {
        String arn = walkthrough();
        Caller session = assume("apigateway.amazonaws.com");
        iam("DetachRolePolicy", "RoleName", "Api", "PolicyArn", arn);
        assertThatThrownBy(() -> access.authorize(session, "firehose:PutRecord", STREAM))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void aServiceThatTheTrustPolicyDoesNotNameCannotAssumeTheRole() {
        walkthrough();
        assertThatThrownBy(() -> assume("firehose.amazonaws.com"))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("trust policy does not allow it to the service firehose.amazonaws.com");
        assertThatThrownBy(() -> access.assumeRole(
                        "apigateway.amazonaws.com", ROLE + "2", "x", Optional.empty(), Optional.empty()))
                .hasMessageContaining("there is no such role");
    }

    @Test
    void trustMayAskForTheSourceAndTheExternalId() {
        iam(
                "CreateRole",
                "RoleName",
                "Api",
                "AssumeRolePolicyDocument",
                TRUST.replace(
                        "'Action':'sts:AssumeRole'",
                        "'Action':'sts:AssumeRole','Condition':{'ArnLike':{'aws:SourceArn':'"
                                + "arn:aws:execute-api:us-east-1:*:abc/*'},'StringEquals':{'aws:SourceAccount':'"
                                + ACCOUNT + "','sts:ExternalId':'e'}}"));
        String service = "apigateway.amazonaws.com";
        assertThatCode(() -> access.assumeRole(service, ROLE, "s", Optional.of(SOURCE), Optional.of("e")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> access.assumeRole(service, ROLE, "s", Optional.of(SOURCE), Optional.empty()))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> access.assumeRole(service, ROLE, "s", Optional.of(STREAM), Optional.of("e")))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void aBucketPolicyAloneSufficesAndItsDenyBindsEvenRoot() {
        walkthrough();
        Caller session = assume("apigateway.amazonaws.com");
        Arn object = Arn.of("s3", "", "", "b/k");
        Policy allow = bucketPolicy("Allow", ROLE);
        Policy deny = bucketPolicy("Deny", "*");
        assertThatCode(() -> access.authorize(session, "s3:GetObject", object, Optional.of(allow), Map.of()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> access.authorize(ROOT, "s3:GetObject", object, Optional.of(deny), Map.of()))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("with an explicit deny in a resource-based policy");
    }

    @Test
    void identitiesSurviveARestartAndSessionsDoNot() {
        walkthrough();
        TemporaryCredentials credentials = access.credentials(assume("apigateway.amazonaws.com"), Duration.ofHours(1));
        assertThat(access.authenticator().credential(credentials.accessKeyId())).isPresent();
        close();
        open();
        assertThat(access.authenticator().credential(credentials.accessKeyId())).isEmpty();
        assertThatCode(() -> access.authorize(assume("apigateway.amazonaws.com"), "firehose:PutRecord", STREAM))
                .doesNotThrowAnyException();
    }

    @Test
    void credentialsEndWithTheirTimeAndWithTheirRole() {
        String arn = walkthrough();
        Caller session = assume("apigateway.amazonaws.com");
        TemporaryCredentials first = access.credentials(session, Duration.ofHours(1));
        clock.advance(Duration.ofHours(1));
        assertThat(access.authenticator().credential(first.accessKeyId())).isEmpty();

        TemporaryCredentials second = access.credentials(session, Duration.ofHours(1));
        iam("DetachRolePolicy", "RoleName", "Api", "PolicyArn", arn);
        iam("DeleteRole", "RoleName", "Api");
        iam("CreateRole", "RoleName", "Api", "AssumeRolePolicyDocument", TRUST);
        assertThat(access.authenticator().credential(second.accessKeyId()))
                .describedAs("a namesake inherits no session")
                .isEmpty();
    }

    @Test
    void whatIsInUseIsNotDeleted() {
        String arn = walkthrough();
        assertThatThrownBy(() -> iam("DeletePolicy", "PolicyArn", arn)).satisfies(this::isDeleteConflict);
        assertThatThrownBy(() -> iam("DeleteRole", "RoleName", "Api")).satisfies(this::isDeleteConflict);
    }

    @Test
    void aParameterThatIsNotSupportedIsRefusedByName() {
        assertThatThrownBy(() -> iam(
                        "CreateRole",
                        "RoleName",
                        "r",
                        "AssumeRolePolicyDocument",
                        TRUST,
                        "PermissionsBoundary",
                        "arn:aws:iam::aws:policy/AdministratorAccess"))
                .hasMessageContaining("PermissionsBoundary is not supported here");
        assertThat(iam("ListRoles")).doesNotContain("<RoleName>r</RoleName>");
    }

    @Test
    void listsComeInPages() {
        for (String name : List.of("a", "b", "c")) {
            iam("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", TRUST);
        }
        String first = iam("ListRoles", "MaxItems", "2");
        assertThat(first).contains("<RoleName>a<", "<RoleName>b<", "<IsTruncated>true<");
        String marker = first.replaceAll("(?s).*<Marker>(.*)</Marker>.*", "$1");
        assertThat(iam("ListRoles", "MaxItems", "2", "Marker", marker))
                .contains("<RoleName>c<", "<IsTruncated>false<")
                .doesNotContain("<RoleName>b<");
    }

    private void isDeleteConflict(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        WireException.class,
                        refused -> assertThat(refused.code().wireName()).isEqualTo("DeleteConflict"));
    }

    /** Stages 1 and 2 of the walkthrough; returns the policy's ARN. */
    private String walkthrough() {
        String policy = iam("CreatePolicy", "PolicyName", "API-Firehose", "PolicyDocument", PUT);
        String arn = policy.replaceAll("(?s).*<Arn>(.*)</Arn>.*", "$1");
        iam("CreateRole", "RoleName", "Api", "AssumeRolePolicyDocument", TRUST);
        iam("AttachRolePolicy", "RoleName", "Api", "PolicyArn", arn);
        return arn;
    }

    private Caller assume(String service) {
        return access.assumeRole(service, ROLE, "Backplane", Optional.of(SOURCE), Optional.empty());
    }

    private static Policy bucketPolicy(String effect, String principal) {
        return Policy.parse("{'Statement':{'Effect':'%s','Principal':{'AWS':'%s'},'Action':'s3:*','Resource':'*'}}"
                .formatted(effect, principal)
                .replace('\'', '"'));
    }

    private String iam(String action, String... parameters) {
        StringBuilder form = new StringBuilder("Version=2010-05-08&Action=" + action);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=');
            form.append(URLEncoder.encode(parameters[i + 1].replace('\'', '"'), StandardCharsets.UTF_8));
        }
        WireRequest request = new WireRequest(
                "POST",
                "/",
                "/",
                Map.of(),
                Map.of(),
                new ByteArrayInputStream(form.toString().getBytes(StandardCharsets.UTF_8)),
                ROOT,
                "us-east-1",
                "id");
        try {
            WireResponse response = access.iam().handle(request);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            response.body().writeTo(body);
            return body.toString(StandardCharsets.UTF_8);
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
