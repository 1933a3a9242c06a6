package io.millrace.server.demo;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Stages 1 to 7 of the walkthrough. Each step first looks whether its thing stands already, so that provisioning twice
 * is harmless.
 */
final class DemoPipeline {

    static final String BUCKET = "clickstream-demo";
    static final String STREAM = "clickstream";
    static final String STAGE = "poc";
    private static final String FUNCTION = "transform-data";
    private static final String API = "clickstream-ingest-poc";

    private final DemoClients aws;
    private final String account;
    private final boolean python;

    /** @param python whether the function can run here; without it the built-in delimiter does its work */
    DemoPipeline(DemoClients aws, boolean python) {
        this.aws = aws;
        this.account = aws.sts.getCallerIdentity().account();
        this.python = python;
    }

    /** Provisions what is missing and returns the id of the API. */
    String provision() {
        String ingestRole = role("APIGateway-Firehose", "apigateway");
        aws.iam.attachRolePolicy(
                attach -> attach.roleName("APIGateway-Firehose").policyArn(putRecordPolicy()));
        String deliveryRole = role("Firehose-Delivery", "firehose");
        bucket(deliveryRole);
        if (python) {
            function(role("Transform-Data", "lambda"));
        }
        stream(deliveryRole);
        return api(ingestRole);
    }

    private String putRecordPolicy() {
        try {
            return aws.iam
                    .createPolicy(create ->
                            create.policyName("API-Firehose").policyDocument(DemoText.read("put-record-policy.json")))
                    .policy()
                    .arn();
        } catch (EntityAlreadyExistsException standsAlready) {
            return "arn:aws:iam::" + account + ":policy/API-Firehose";
        }
    }

    private String role(String name, String service) {
        try {
            return aws.iam
                    .createRole(create -> create.roleName(name)
                            .assumeRolePolicyDocument(DemoText.read("trust-policy.json", "Enter the service", service)))
                    .role()
                    .arn();
        } catch (EntityAlreadyExistsException standsAlready) {
            return aws.iam.getRole(get -> get.roleName(name)).role().arn();
        }
    }

    private void bucket(String deliveryRole) {
        try {
            aws.s3.headBucket(head -> head.bucket(BUCKET));
        } catch (NoSuchBucketException missing) {
            aws.s3.createBucket(create -> create.bucket(BUCKET));
        }
        aws.s3.putBucketPolicy(put -> put.bucket(BUCKET)
                .policy(DemoText.read(
                        "bucket-policy.json",
                        "Enter the ARN for the Kinesis Firehose IAM role",
                        deliveryRole,
                        "Enter the ARN of the S3 bucket",
                        "arn:aws:s3:::" + BUCKET)));
    }

    private String functionArn() {
        return "arn:aws:lambda:us-east-1:" + account + ":function:" + FUNCTION;
    }

    private void function(String functionRole) {
        aws.iam.putRolePolicy(put -> put.roleName("Firehose-Delivery")
                .policyName("Invoke-Transform")
                .policyDocument(DemoText.read("invoke-policy.json", "Enter the ARN of the function", functionArn())));
        try {
            aws.lambda.getFunction(get -> get.functionName(FUNCTION));
        } catch (software.amazon.awssdk.services.lambda.model.ResourceNotFoundException missing) {
            aws.lambda.createFunction(create -> create.functionName(FUNCTION)
                    .runtime(Runtime.PYTHON3_8)
                    .role(functionRole)
                    .handler("lambda_function.lambda_handler")
                    .timeout(10)
                    .code(code -> code.zipFile(SdkBytes.fromByteArray(
                            DemoText.zip("lambda_function.py", DemoText.read("transform_data.py"))))));
        }
    }

    private void stream(String deliveryRole) {
        if (existingStream(aws).isPresent()) {
            return;
        }
        aws.firehose.createDeliveryStream(create -> create.deliveryStreamName(STREAM)
                .extendedS3DestinationConfiguration(destination -> destination
                        .roleARN(deliveryRole)
                        .bucketARN("arn:aws:s3:::" + BUCKET)
                        .processingConfiguration(
                                processing -> processing.enabled(true).processors(processor()))));
    }

    /** What the stream says that it waits for. */
    static String trouble(DemoClients aws) {
        return existingStream(aws)
                .map(DeliveryStreamDescription::failureDescription)
                .map(failure -> "The stream says: " + failure.details())
                .orElse("The stream reports no trouble; GET /_/health shows what it holds.");
    }

    private static Optional<DeliveryStreamDescription> existingStream(DemoClients aws) {
        try {
            return Optional.of(aws.firehose
                    .describeDeliveryStream(describe -> describe.deliveryStreamName(STREAM))
                    .deliveryStreamDescription());
        } catch (ResourceNotFoundException missing) {
            return Optional.empty();
        }
    }

    private Processor processor() {
        if (!python) {
            return Processor.builder()
                    .type(ProcessorType.APPEND_DELIMITER_TO_RECORD)
                    .build();
        }
        return Processor.builder()
                .type(ProcessorType.LAMBDA)
                .parameters(ProcessorParameter.builder()
                        .parameterName(ProcessorParameterName.LAMBDA_ARN)
                        .parameterValue(functionArn() + ":$LATEST")
                        .build())
                .build();
    }

    private String api(String ingestRole) {
        Optional<RestApi> standing = aws.gateway.getRestApis(get -> get.limit(500)).items().stream()
                .filter(api -> API.equals(api.name()))
                .findFirst();
        if (standing.isPresent()) {
            return standing.get().id();
        }
        String api = aws.gateway
                .createRestApi(create ->
                        create.name(API).endpointConfiguration(endpoint -> endpoint.types(EndpointType.REGIONAL)))
                .id();
        String root = aws.gateway.getResources(get -> get.restApiId(api)).items().stream()
                .filter(resource -> "/".equals(resource.path()))
                .map(Resource::id)
                .findFirst()
                .orElseThrow();
        String poc = aws.gateway
                .createResource(create -> create.restApiId(api).parentId(root).pathPart("poc"))
                .id();
        method(api, poc, ingestRole);
        aws.gateway.createDeployment(create -> create.restApiId(api).stageName(STAGE));
        return api;
    }

    private void method(String api, String resource, String ingestRole) {
        aws.gateway.putMethod(put ->
                put.restApiId(api).resourceId(resource).httpMethod("POST").authorizationType("NONE"));
        aws.gateway.putIntegration(put -> put.restApiId(api)
                .resourceId(resource)
                .httpMethod("POST")
                .type(IntegrationType.AWS)
                .integrationHttpMethod("POST")
                .uri("arn:aws:apigateway:us-east-1:firehose:action/PutRecord")
                .credentials(ingestRole)
                .passthroughBehavior("WHEN_NO_TEMPLATES")
                .requestTemplates(java.util.Map.of(
                        "application/json",
                        DemoText.read("put-record.vtl", "Enter the name of your delivery stream", STREAM))));
        aws.gateway.putMethodResponse(put ->
                put.restApiId(api).resourceId(resource).httpMethod("POST").statusCode("200"));
        aws.gateway.putIntegrationResponse(put ->
                put.restApiId(api).resourceId(resource).httpMethod("POST").statusCode("200"));
    }

    /** The walkthrough's five events, as they are typed there. */
    static List<String> events() {
        return DemoText.lines("events.jsonl");
    }
}
