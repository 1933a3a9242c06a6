package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.quicksight.model.AnalysisDefinition;
import software.amazon.awssdk.services.quicksight.model.ColumnIdentifier;
import software.amazon.awssdk.services.quicksight.model.CreateDataSetResponse;
import software.amazon.awssdk.services.quicksight.model.DataSetIdentifierDeclaration;
import software.amazon.awssdk.services.quicksight.model.DimensionField;
import software.amazon.awssdk.services.quicksight.model.Ingestion;
import software.amazon.awssdk.services.quicksight.model.InputColumn;
import software.amazon.awssdk.services.quicksight.model.MeasureField;
import software.amazon.awssdk.services.quicksight.model.PhysicalTable;
import software.amazon.awssdk.services.quicksight.model.SheetDefinition;
import software.amazon.awssdk.services.quicksight.model.Visual;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The walkthrough's ten stages, in its order, by unmodified clients; at the end nothing is left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenStagesTest {

    private static final String ACCOUNT = "000000000000";
    private static final String BUCKET = "my-clickstream-bucket";
    private static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:transform-data";

    private final Seed seed = Seed.read();
    private RunningServer server;
    private Aws aws;
    private Questions athena;
    private String apiId = "";
    private String resourceId = "";

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = RunningServer.serve(data);
        aws = new Aws(server);
        athena = new Questions(aws.athena);
    }

    @AfterAll
    void stop() throws Exception {
        aws.close();
        server.close();
    }

    @Test
    @Order(1)
    void stages1And2CreateThePolicyAndTheRoles() {
        String policy = aws.iam
                .createPolicy(create -> create.policyName("API-Firehose").policyDocument(seed.putRecordPolicy()))
                .policy()
                .arn();
        role("APIGateway-Firehose", "apigateway");
        aws.iam.attachRolePolicy(
                attach -> attach.roleName("APIGateway-Firehose").policyArn(policy));
        role("KinesisFirehoseServiceRole", "firehose");
        aws.iam.putRolePolicy(put -> put.roleName("KinesisFirehoseServiceRole")
                .policyName("Invoke")
                .policyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Action": "lambda:InvokeFunction", "Resource": "%s*"}]}""".formatted(FUNCTION_ARN)));
        role("transform-data-role", "lambda");
        assertThat(aws.iam
                        .listAttachedRolePolicies(list -> list.roleName("APIGateway-Firehose"))
                        .attachedPolicies())
                .singleElement()
                .satisfies(attached -> assertThat(attached.policyName()).isEqualTo("API-Firehose"));
    }

    private void role(String name, String service) {
        aws.iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Principal": {"Service": "%s.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""".formatted(service)));
    }

    private static String roleArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    @Test
    @Order(3)
    void stage3CreatesTheBucket() {
        aws.s3.createBucket(create -> create.bucket(BUCKET));
        assertThat(aws.s3.listBuckets().buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.name()).isEqualTo(BUCKET));
    }

    @Test
    @Order(4)
    void stage4CreatesTheFunctionAsWritten() throws IOException {
        byte[] code = zip("lambda_function.py", seed.function());
        aws.lambda.createFunction(create -> create.functionName("transform-data")
                .runtime(Runtime.PYTHON3_8)
                .handler("lambda_function.lambda_handler")
                .role(roleArn("transform-data-role"))
                .code(zip -> zip.zipFile(SdkBytes.fromByteArray(code))));
        aws.lambda.updateFunctionConfiguration(
                update -> update.functionName("transform-data").timeout(10));
        assertThat(aws.lambda
                        .getFunctionConfiguration(get -> get.functionName("transform-data"))
                        .timeout())
                .isEqualTo(10);
    }

    @Test
    @Order(5)
    void stage5CreatesTheDeliveryStream() {
        aws.firehose.createDeliveryStream(create -> create.deliveryStreamName("PUT-S3-clicks")
                .extendedS3DestinationConfiguration(destination -> destination
                        .roleARN(roleArn("KinesisFirehoseServiceRole"))
                        .bucketARN("arn:aws:s3:::" + BUCKET)
                        .processingConfiguration(processing -> processing
                                .enabled(true)
                                .processors(Processor.builder()
                                        .type("Lambda")
                                        .parameters(ProcessorParameter.builder()
                                                .parameterName("LambdaArn")
                                                .parameterValue(FUNCTION_ARN + ":$LATEST")
                                                .build())
                                        .build()))));
        assertThat(aws.firehose
                        .describeDeliveryStream(describe -> describe.deliveryStreamName("PUT-S3-clicks"))
                        .deliveryStreamDescription()
                        .deliveryStreamStatusAsString())
                .isEqualTo("ACTIVE");
    }

    @Test
    @Order(6)
    void stage6LetsTheStreamWriteToTheBucket() {
        String policy = seed.bucketPolicy(roleArn("KinesisFirehoseServiceRole"), "arn:aws:s3:::" + BUCKET);
        aws.s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(policy));
        assertThat(aws.s3.getBucketPolicy(get -> get.bucket(BUCKET)).policy()).contains("KinesisFirehoseServiceRole");
    }

    @Test
    @Order(7)
    void stage7CreatesTheApiAndTestsItWithTheFiveEvents() {
        apiId = aws.gateway
                .createRestApi(create -> create.name("clickstream-ingest-poc")
                        .endpointConfiguration(endpoint -> endpoint.typesWithStrings("REGIONAL")))
                .id();
        String root = aws.gateway
                .getResources(get -> get.restApiId(apiId))
                .items()
                .getFirst()
                .id();
        resourceId = aws.gateway
                .createResource(create -> create.restApiId(apiId).parentId(root).pathPart("poc"))
                .id();
        aws.gateway.putMethod(put ->
                put.restApiId(apiId).resourceId(resourceId).httpMethod("POST").authorizationType("NONE"));
        aws.gateway.putIntegration(put -> put.restApiId(apiId)
                .resourceId(resourceId)
                .httpMethod("POST")
                .type(IntegrationType.AWS)
                .integrationHttpMethod("POST")
                .uri("arn:aws:apigateway:us-east-1:firehose:action/PutRecord")
                .credentials(roleArn("APIGateway-Firehose"))
                .passthroughBehavior("WHEN_NO_TEMPLATES")
                .requestTemplates(Map.of("application/json", seed.template("PUT-S3-clicks"))));
        aws.gateway.putMethodResponse(put ->
                put.restApiId(apiId).resourceId(resourceId).httpMethod("POST").statusCode("200"));
        aws.gateway.putIntegrationResponse(put ->
                put.restApiId(apiId).resourceId(resourceId).httpMethod("POST").statusCode("200"));

        assertThat(seed.events()).hasSize(5);
        for (String event : seed.events()) {
            TestInvokeMethodResponse answer = aws.gateway.testInvokeMethod(test -> test.restApiId(apiId)
                    .resourceId(resourceId)
                    .httpMethod("POST")
                    .body(event));
            assertThat(answer.status()).as(answer.log()).isEqualTo(200);
            assertThat(answer.log())
                    .contains("Successfully completed execution")
                    .contains("Method completed with status: 200");
            assertThat(answer.body()).contains("RecordId");
        }
    }

    @Test
    @Order(8)
    void stage8AsksForTheEntriesAndGetsEachOnce() {
        athena.useOutputLocation("s3://" + BUCKET + "/");
        athena.ask(seed.createTable(BUCKET));

        assertThat(athena.ask("SELECT element_clicked, time_spent, source_menu, created_at FROM my_ingested_data"))
                .containsExactlyInAnyOrder(
                        List.of("entree_1", "67", "restaurant_name", "2022u201309u201311 23:00:00"),
                        List.of("entree_1", "12", "restaurant_name", "2022u201309u201311 23:00:00"),
                        List.of("entree_4", "32", "restaurant_name", Questions.NULL),
                        List.of("drink_1", "15", "restaurant_name", "2022u201309u201311 23:00:00"),
                        List.of("drink_3", "14", "restaurant_name", "2022u201309u201311 23:00:00"));
        assertThat(athena.ask("SELECT * FROM my_ingested_data;")).hasSize(5);
        assertThat(athena.failure("SELECT * FROM - my_ingested_data;")).startsWith("line 1:15:");
    }

    @Test
    @Order(9)
    void stage9ImportsTheDataAndHoldsAnAnalysis() throws InterruptedException {
        String source = aws.quicksight
                .createDataSource(create -> create.awsAccountId(ACCOUNT)
                        .dataSourceId("poc-clickstream")
                        .name("poc-clickstream")
                        .type("ATHENA")
                        .dataSourceParameters(
                                parameters -> parameters.athenaParameters(athena -> athena.workGroup("primary"))))
                .arn();
        CreateDataSetResponse dataSet = aws.quicksight.createDataSet(create -> create.awsAccountId(ACCOUNT)
                .dataSetId("clicks")
                .name("my_ingested_data")
                .importMode("SPICE")
                .physicalTableMap(Map.of("clicks", table(source))));
        Ingestion ingestion = Eventually.value(
                () -> aws.quicksight
                        .describeIngestion(describe -> describe.awsAccountId(ACCOUNT)
                                .dataSetId("clicks")
                                .ingestionId(dataSet.ingestionId()))
                        .ingestion(),
                described -> List.of("COMPLETED", "FAILED").contains(described.ingestionStatusAsString()));
        assertThat(ingestion.ingestionStatusAsString()).as("%s", ingestion).isEqualTo("COMPLETED");
        assertThat(ingestion.rowInfo().rowsIngested()).isEqualTo(5);

        aws.quicksight.createAnalysis(create -> create.awsAccountId(ACCOUNT)
                .analysisId("clicks")
                .name("my_ingested_data")
                .definition(definition(dataSet.arn())));
        assertThat(Eventually.value(
                        () -> aws.quicksight
                                .describeAnalysis(describe ->
                                        describe.awsAccountId(ACCOUNT).analysisId("clicks"))
                                .analysis()
                                .statusAsString(),
                        status -> !status.endsWith("IN_PROGRESS")))
                .isEqualTo("CREATION_SUCCESSFUL");
        assertThat(aws.quicksight
                        .describeAnalysisDefinition(
                                describe -> describe.awsAccountId(ACCOUNT).analysisId("clicks"))
                        .definition())
                .isEqualTo(definition(dataSet.arn()));
    }

    private static PhysicalTable table(String source) {
        return PhysicalTable.builder()
                .relationalTable(relational -> relational
                        .dataSourceArn(source)
                        .catalog("AwsDataCatalog")
                        .schema("default")
                        .name("my_ingested_data")
                        .inputColumns(
                                InputColumn.builder()
                                        .name("element_clicked")
                                        .type("STRING")
                                        .build(),
                                InputColumn.builder()
                                        .name("time_spent")
                                        .type("INTEGER")
                                        .build()))
                .build();
    }

    private static AnalysisDefinition definition(String dataSet) {
        ColumnIdentifier element = ColumnIdentifier.builder()
                .dataSetIdentifier("clicks")
                .columnName("element_clicked")
                .build();
        Visual bars = Visual.builder()
                .barChartVisual(chart -> chart.visualId("bars")
                        .chartConfiguration(configuration -> configuration.fieldWells(wells ->
                                wells.barChartAggregatedFieldWells(fields -> fields.category(DimensionField.builder()
                                                .categoricalDimensionField(dimension -> dimension
                                                        .fieldId("element")
                                                        .column(element))
                                                .build())
                                        .values(MeasureField.builder()
                                                .categoricalMeasureField(measure -> measure.fieldId("clicks")
                                                        .column(element)
                                                        .aggregationFunction("COUNT"))
                                                .build())))))
                .build();
        return AnalysisDefinition.builder()
                .dataSetIdentifierDeclarations(DataSetIdentifierDeclaration.builder()
                        .identifier("clicks")
                        .dataSetArn(dataSet)
                        .build())
                .sheets(SheetDefinition.builder()
                        .sheetId("sheet")
                        .name("Sheet 1")
                        .visuals(bars)
                        .build())
                .build();
    }

    @Test
    @Order(10)
    void stage10DeletesEverythingTheBucketBeforeTheStream() {
        aws.quicksight.deleteAnalysis(
                delete -> delete.awsAccountId(ACCOUNT).analysisId("clicks").forceDeleteWithoutRecovery(true));
        aws.quicksight.deleteDataSet(delete -> delete.awsAccountId(ACCOUNT).dataSetId("clicks"));
        aws.quicksight.deleteDataSource(delete -> delete.awsAccountId(ACCOUNT).dataSourceId("poc-clickstream"));
        for (S3Object object : aws.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()) {
            aws.s3.deleteObject(delete -> delete.bucket(BUCKET).key(object.key()));
        }
        aws.s3.deleteBucket(delete -> delete.bucket(BUCKET));
        athena.useOutputLocation("");
        aws.gateway.deleteRestApi(delete -> delete.restApiId(apiId));
        aws.firehose.deleteDeliveryStream(delete -> delete.deliveryStreamName("PUT-S3-clicks"));
        aws.lambda.deleteFunction(delete -> delete.functionName("transform-data"));
        aws.iam.detachRolePolicy(detach ->
                detach.roleName("APIGateway-Firehose").policyArn("arn:aws:iam::" + ACCOUNT + ":policy/API-Firehose"));
        aws.iam.deleteRolePolicy(
                delete -> delete.roleName("KinesisFirehoseServiceRole").policyName("Invoke"));
        for (String role : List.of("APIGateway-Firehose", "KinesisFirehoseServiceRole", "transform-data-role")) {
            aws.iam.deleteRole(delete -> delete.roleName(role));
        }
        aws.iam.deletePolicy(delete -> delete.policyArn("arn:aws:iam::" + ACCOUNT + ":policy/API-Firehose"));
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        assertThat(aws.s3.listBuckets().buckets()).isEmpty();
        assertThat(Eventually.value(() -> aws.firehose.listDeliveryStreams().deliveryStreamNames(), List::isEmpty))
                .isEmpty();
        assertThat(aws.lambda.listFunctions().functions()).isEmpty();
        assertThat(aws.gateway.getRestApis().items()).isEmpty();
        assertThat(aws.iam.listRoles().roles()).isEmpty();
        assertThat(aws.iam.listPolicies(list -> list.scope("Local")).policies()).isEmpty();
        assertThat(aws.quicksight
                        .listAnalyses(list -> list.awsAccountId(ACCOUNT))
                        .analysisSummaryList())
                .isEmpty();
        assertThat(aws.quicksight
                        .listDataSets(list -> list.awsAccountId(ACCOUNT))
                        .dataSetSummaries())
                .isEmpty();
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
