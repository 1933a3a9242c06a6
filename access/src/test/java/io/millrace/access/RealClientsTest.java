package io.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.wire.http.HttpFront;
import io.millrace.wire.http.WireConfig;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class RealClientsTest {

    private static final RootKey KEY = new RootKey("AKIAMILLRACETESTROOT", "test/secret+with=signs");
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "apigateway.amazonaws.com", "AWS": "000000000000"}}]}""";
    private static final String PUT_RECORD = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "VisualEditor0", "Effect": "Allow",
              "Action": "firehose:PutRecord", "Resource": "*"}]}""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    private final ThreadScheduler scheduler = new ThreadScheduler();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private ControlDatabase database;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        database = ControlDatabase.open(directory.resolve("control.db"));
        Access access = new Access(database, Clock.system(), "000000000000", KEY, event -> {});
        front = HttpFront.builder(WireConfig.defaults().withPort(0), access.authenticator(), Clock.system(), scheduler)
                .service(access.iam())
                .service(access.sts())
                .start();
    }

    @AfterEach
    void stop() {
        front.close();
        scheduler.close();
        database.close();
    }

    @Test
    void theSdkMakesReadsAndRemovesTheWalkthroughsRole() {
        try (IamClient iam = iam(root())) {
            String policyArn = iam.createPolicy(request -> request.policyName("API-Firehose")
                            .policyDocument(PUT_RECORD)
                            .tags(Tag.builder().key("team").value("clicks").build()))
                    .policy()
                    .arn();
            Role role = iam.createRole(
                            request -> request.roleName("APIGateway-Firehose").assumeRolePolicyDocument(TRUST))
                    .role();
            iam.attachRolePolicy(request -> request.roleName(role.roleName()).policyArn(policyArn));

            assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
            assertThat(role.arn()).isEqualTo("arn:aws:iam::000000000000:role/APIGateway-Firehose");
            assertThat(iam.listAttachedRolePoliciesPaginator(request -> request.roleName(role.roleName()))
                            .attachedPolicies())
                    .extracting(attached -> attached.policyName())
                    .containsExactly("API-Firehose");
            assertThat(iam.getPolicy(request -> request.policyArn(policyArn)).policy())
                    .satisfies(policy -> {
                        assertThat(policy.attachmentCount()).isEqualTo(1);
                        assertThat(policy.tags()).hasSize(1);
                    });
            String document = iam.getPolicyVersion(
                            request -> request.policyArn(policyArn).versionId("v1"))
                    .policyVersion()
                    .document();
            assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(PUT_RECORD);

            assertThatThrownBy(() -> iam.deletePolicy(request -> request.policyArn(policyArn)))
                    .isInstanceOf(DeleteConflictException.class);
            iam.detachRolePolicy(request -> request.roleName(role.roleName()).policyArn(policyArn));
            iam.deleteRole(request -> request.roleName(role.roleName()));
            iam.deletePolicy(request -> request.policyArn(policyArn));
            assertThatThrownBy(() -> iam.getRole(request -> request.roleName(role.roleName())))
                    .isInstanceOf(NoSuchEntityException.class);
        }
    }

    @Test
    void theSdkSeesAwsErrorsByTheirOwnTypes() {
        try (IamClient iam = iam(root())) {
            iam.createRole(request -> request.roleName("r").assumeRolePolicyDocument(TRUST));
            assertThatThrownBy(() ->
                            iam.createRole(request -> request.roleName("R").assumeRolePolicyDocument(TRUST)))
                    .isInstanceOf(EntityAlreadyExistsException.class);
            assertThatThrownBy(() -> iam.putRolePolicy(
                            request -> request.roleName("r").policyName("p").policyDocument("{")))
                    .isInstanceOf(MalformedPolicyDocumentException.class)
                    .hasMessageContaining("invalid Json");
            assertThatThrownBy(() -> iam.createUser(request -> request.userName("u")))
                    .isInstanceOf(IamException.class)
                    .hasMessageContaining("CreateUser is not supported here");
        }
    }

    @Test
    void anAssumedRoleIsWhoItSaysAndMayDoWhatItsPoliciesSay() {
        try (IamClient iam = iam(root());
                StsClient sts = sts(root())) {
            iam.createRole(request -> request.roleName("reader").assumeRolePolicyDocument(TRUST));
            iam.putRolePolicy(
                    request -> request.roleName("reader").policyName("read").policyDocument("""
                            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:Get*",
                              "Resource": "arn:aws:iam::000000000000:role/*"}}"""));
            Credentials credentials = sts.assumeRole(request -> request.roleArn("arn:aws:iam::000000000000:role/reader")
                            .roleSessionName("test"))
                    .credentials();
            AwsCredentials session = AwsSessionCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
            try (IamClient asReader = iam(session);
                    StsClient stsAsReader = sts(session)) {
                assertThat(stsAsReader.getCallerIdentity().arn())
                        .isEqualTo("arn:aws:sts::000000000000:assumed-role/reader/test");
                assertThat(asReader.getRole(request -> request.roleName("reader"))
                                .role()
                                .roleName())
                        .isEqualTo("reader");
                assertThatThrownBy(() -> asReader.deleteRole(request -> request.roleName("reader")))
                        .isInstanceOfSatisfying(IamException.class, denied -> {
                            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                            assertThat(denied.statusCode()).isEqualTo(403);
                            assertThat(denied.requestId()).isNotBlank();
                        })
                        .hasMessageContaining("is not authorized to perform: iam:DeleteRole on resource:");
            }
        }
    }

    @Test
    void aWrongSecretAndAnUnknownKeyAreRefused() {
        try (StsClient wrong = sts(AwsBasicCredentials.create(KEY.accessKeyId(), "wrong"));
                StsClient unknown = sts(AwsBasicCredentials.create("AKIANOBODY", "wrong"))) {
            assertThatThrownBy(wrong::getCallerIdentity)
                    .isInstanceOfSatisfying(
                            StsException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("SignatureDoesNotMatch"));
            assertThatThrownBy(unknown::getCallerIdentity)
                    .isInstanceOfSatisfying(
                            StsException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidClientTokenId"));
        }
    }

    @Test
    void theAwsCommandLineWorksUnchanged() throws Exception {
        Assumptions.assumeTrue(installed("aws"), "the AWS CLI is not installed");
        assertThat(aws("sts", "get-caller-identity")).contains("arn:aws:iam::000000000000:root");
        assertThat(aws("iam", "create-role", "--role-name", "c", "--assume-role-policy-document", TRUST))
                .contains("\"RoleName\": \"c\"", "\"Service\": \"apigateway.amazonaws.com\"");
        aws(
                "iam",
                "attach-role-policy",
                "--role-name",
                "c",
                "--policy-arn",
                "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
        assertThat(aws("iam", "list-attached-role-policies", "--role-name", "c"))
                .contains("AWSLambdaBasicExecutionRole");
        assertThat(aws("iam", "delete-role", "--role-name", "c"))
                .contains("(DeleteConflict)", "must detach all policies first");
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(part -> Files.isExecutable(Path.of(part, program)));
    }

    private String aws(String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of("aws", "--endpoint-url", endpoint().toString(), "--output", "json"),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", KEY.accessKeyId());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", KEY.secretKey());
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private URI endpoint() {
        return URI.create("http://localhost:" + front.port());
    }

    private static AwsCredentials root() {
        return AwsBasicCredentials.create(KEY.accessKeyId(), KEY.secretKey());
    }

    private IamClient iam(AwsCredentials credentials) {
        return built(IamClient.builder(), credentials);
    }

    private StsClient sts(AwsCredentials credentials) {
        return built(StsClient.builder(), credentials);
    }

    private <B extends AwsClientBuilder<B, C>, C> C built(B builder, AwsCredentials credentials) {
        return builder.endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }
}
