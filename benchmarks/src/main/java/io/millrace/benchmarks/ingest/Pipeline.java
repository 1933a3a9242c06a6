package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.http.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Provisions, by the AWS SDK, what the measurements send to. Used by one thread. */
final class Pipeline implements AutoCloseable {

    /** The walkthrough's event: 113 bytes. */
    static final String EVENT = "{\"element_clicked\":\"entree_1\",\"time_spent\":67,"
            + "\"source_menu\":\"restaurant_name\",\"created_at\":\"2022-09-11 23:00:00\"}";

    private static final String BUCKET = "bench";
    private static final String ROLE = "bench";

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final URI endpoint;
    private final IamClient iam;
    private final S3Client s3;
    private final LambdaClient lambda;
    private final FirehoseClient firehose;
    private final ApiGatewayClient gateway;

    Pipeline(URI endpoint) {
        this.endpoint = endpoint;
        this.iam = client(IamClient.builder());
        this.s3 = client(S3Client.builder().forcePathStyle(true));
        this.lambda = client(LambdaClient.builder());
        this.firehose = client(FirehoseClient.builder());
        this.gateway = client(ApiGatewayClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ServerProcess.ACCESS_KEY_ID, ServerProcess.SECRET_ACCESS_KEY)))
                .httpClient(http)
                .build();
    }

    /** The bucket, and one role that may do all this. */
    void ground() {
        s3.createBucket(create -> create.bucket(BUCKET));
        iam.createRole(create -> create.roleName(ROLE).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal":
                 {"Service": ["apigateway.amazonaws.com", "firehose.amazonaws.com", "lambda.amazonaws.com"]}}]}
                """));
        iam.putRolePolicy(put -> put.roleName(ROLE).policyName("all").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action":
                 ["s3:*", "firehose:PutRecord", "firehose:PutRecordBatch", "lambda:InvokeFunction"], "Resource": "*"}]}
                """));
    }

    private String role() {
        return iam.getRole(get -> get.roleName(ROLE)).role().arn();
    }

    /** A stream whose processor appends a newline. */
    void delimitedStream(String name) {
        stream(
                name,
                Processor.builder()
                        .type(ProcessorType.APPEND_DELIMITER_TO_RECORD)
                        .build());
    }

    /** A stream whose processor is the walkthrough's function, as it is written there. */
    void transformedStream(String name) throws IOException {
        String arn = lambda.createFunction(create -> create.functionName("transform")
                        .runtime("python3.8")
                        .role(role())
                        .handler("lambda_function.lambda_handler")
                        .timeout(10)
                        .code(code -> code.zipFile(zip())))
                .functionArn();
        stream(
                name,
                Processor.builder()
                        .type(ProcessorType.LAMBDA)
                        .parameters(ProcessorParameter.builder()
                                .parameterName(ProcessorParameterName.LAMBDA_ARN)
                                .parameterValue(arn + ":$LATEST")
                                .build())
                        .build());
    }

    private void stream(String name, Processor processor) {
        firehose.createDeliveryStream(create -> create.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(destination -> destination
                        .roleARN(role())
                        .bucketARN("arn:aws:s3:::" + BUCKET)
                        .prefix(name + "/")
                        .errorOutputPrefix(name + "-errors/")
                        .bufferingHints(hints -> hints.sizeInMBs(64).intervalInSeconds(300))
                        .processingConfiguration(
                                processing -> processing.enabled(true).processors(processor))));
    }

    /** An API whose one method puts into the stream through the walkthrough's template; gives its path. */
    String api(String stream) throws IOException {
        String role = role();
        String template = text("put-record.vtl").replace("<Enter the name of your delivery stream>", stream);
        String api = gateway.createRestApi(create -> create.name(stream)).id();
        String root = gateway.getResources(get -> get.restApiId(api))
                .items()
                .getFirst()
                .id();
        String poc = gateway.createResource(
                        create -> create.restApiId(api).parentId(root).pathPart("poc"))
                .id();
        gateway.putMethod(
                put -> put.restApiId(api).resourceId(poc).httpMethod("POST").authorizationType("NONE"));
        gateway.putIntegration(put -> put.restApiId(api)
                .resourceId(poc)
                .httpMethod("POST")
                .type(IntegrationType.AWS)
                .integrationHttpMethod("POST")
                .uri("arn:aws:apigateway:us-east-1:firehose:action/PutRecord")
                .credentials(role)
                .requestTemplates(Map.of("application/json", template)));
        gateway.putMethodResponse(
                put -> put.restApiId(api).resourceId(poc).httpMethod("POST").statusCode("200"));
        gateway.putIntegrationResponse(
                put -> put.restApiId(api).resourceId(poc).httpMethod("POST").statusCode("200"));
        gateway.createDeployment(create -> create.restApiId(api).stageName("poc"));
        return "/restapis/" + api + "/poc/_user_request_/poc";
    }

    private static SdkBytes zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("lambda_function.py"));
            zip.write(text("transform_data.py").getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    /** A text of the demo, which holds the walkthrough's. */
    private static String text(String name) throws IOException {
        try (InputStream in = Pipeline.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IOException("The class path lacks demo/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
