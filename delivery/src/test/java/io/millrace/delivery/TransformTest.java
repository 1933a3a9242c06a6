package io.millrace.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Json;
import io.millrace.delivery.core.CoreConfig;
import io.millrace.objects.open.Freshness;
import io.millrace.objects.open.Stall;
import io.millrace.testing.Needs;
import io.millrace.testing.WalkthroughFunction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Records on their way through a real function into the bucket. Needs python3 on the machine. */
@Needs("python3")
class TransformTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Firehose firehose;

    @BeforeEach
    void open() throws Exception {
        firehose = Firehose.provisioned(directory);
    }

    @AfterEach
    void close() {
        firehose.close();
    }

    private void create(String source, String... more) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("LambdaArn", firehose.function(source)));
        parameters.addAll(List.of(more));
        firehose.call(
                "CreateDeliveryStream",
                Firehose.with(Firehose.stream("s"), "Lambda", parameters.toArray(String[]::new)));
    }

    @Test
    void theSeedsFunctionAddsALineEndToEachRecord() throws Exception {
        create(WalkthroughFunction.SOURCE);
        firehose.put("s", "{\"a\":1}");
        firehose.put("s", "{\"a\":2}");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        Map<String, String> seen = firehose.seen();
        assertThat(seen.values()).containsExactly("{\"a\":1}\n{\"a\":2}\n");
        assertThat(seen.keySet().iterator().next())
                .matches("\\d{4}/\\d\\d/\\d\\d/\\d\\d/s-1-\\d{4}-\\d\\d-\\d\\d-\\d\\d-\\d\\d-\\d\\d-[0-9a-f-]{36}");
    }

    @Test
    void theSeedsGrowingListNeverReachesLambdasLimit() throws Exception {
        create(WalkthroughFunction.SOURCE);
        int records = 60_000;
        List<CompletableFuture<PutBatchResult>> puts = new ArrayList<>();
        for (int i = 0; i < records; i += 500) {
            puts.add(firehose.delivery()
                    .putRecordBatch(Firehose.ROOT, "us-east-1", "s", numbered(i, 500))
                    .toCompletableFuture());
        }
        puts.forEach(put -> assertThat(put.join().failed()).isZero());
        assertThat(firehose.fresh().leftOut()).isEmpty();
        String lines = String.join("", firehose.seen().values());
        assertThat(firehose.seen().keySet()).noneMatch(key -> key.startsWith("processing-failed"));
        assertThat(lines.lines().sorted().toList())
                .isEqualTo(IntStream.range(0, records)
                        .mapToObj(TransformTest::event)
                        .sorted()
                        .toList());
    }

    private static List<ByteBuffer> numbered(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> ByteBuffer.wrap(event(i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static String event(int number) {
        return "{\"element_clicked\":\"entree_" + number + "\",\"time_spent\":67,\"source_menu\":\"restaurant_name\","
                + "\"created_at\":\"2022-09-11 23:00:00\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return {'records': []} | Lambda.MissingRecordId | 1",
                "return {'records': 2 * [{'recordId': r['recordId'], 'result': 'Dropped'} for r in event['records']]}"
                        + " | Lambda.DuplicatedRecordId | 1",
                "return {'records': [{'recordId': r['recordId'], 'result': 'Ok'} for r in event['records']]}"
                        + " | Lambda.InvalidReturnFormat | 1",
                "return {'records': [{'recordId': r['recordId'], 'result': 'ProcessingFailed'} for r in"
                        + " event['records']]} | Lambda.ProcessingFailedStatus | 1",
                "raise ValueError('no') | Lambda.FunctionError | 3",
            })
    void whatTheFunctionFailsGoesToTheErrorOutputAsFirehoseWritesIt(String body, String code, int attempts)
            throws Exception {
        create("def lambda_handler(event, context):\n    " + body, "NumberOfRetries", "2");
        firehose.put("s", "raw");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        Map.Entry<String, String> object = firehose.seen().entrySet().iterator().next();
        assertThat(object.getKey()).startsWith("processing-failed/");
        JsonNode line = Json.MAPPER.readTree(object.getValue());
        assertThat(line.propertyNames())
                .containsExactly(
                        "rawData",
                        "errorCode",
                        "errorMessage",
                        "attemptsMade",
                        "arrivalTimestamp",
                        "attemptEndingTimestamp",
                        "lambdaARN");
        assertThat(new String(Base64.getDecoder().decode(line.path("rawData").asString()), StandardCharsets.UTF_8))
                .isEqualTo("raw");
        assertThat(line.path("errorCode").asString()).isEqualTo(code);
        assertThat(line.path("attemptsMade").asInt()).isEqualTo(attempts);
        assertThat(line.path("lambdaARN").asString()).endsWith(":function:transform");
    }

    @Test
    void aDroppedRecordLeavesNoTraceAndTheOthersGoOn() throws Exception {
        create("""
                import base64
                def lambda_handler(event, context):
                    out = []
                    for r in event['records']:
                        drop = base64.b64decode(r['data']) == b'drop'
                        out.append({'recordId': r['recordId'], 'result': 'Dropped' if drop else 'Ok', 'data': r['data']})
                    return {'records': out}
                """);
        firehose.call("PutRecordBatch", Firehose.batch("s", List.of("a", "drop", "b")));
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(firehose.seen().values()).containsExactly("ab");
    }

    @Test
    void theEventIsAsFirehoseSendsIt() throws Exception {
        create("""
                import base64, json
                def lambda_handler(event, context):
                    seen = json.dumps(event).encode()
                    return {'records': [{'recordId': r['recordId'], 'result': 'Ok', 'data': base64.b64encode(seen)}
                        for r in event['records']]}
                """);
        firehose.put("s", "x");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        JsonNode event =
                Json.MAPPER.readTree(firehose.seen().values().iterator().next());
        assertThat(event.propertyNames()).containsExactly("invocationId", "deliveryStreamArn", "region", "records");
        assertThat(event.path("deliveryStreamArn").asString())
                .isEqualTo("arn:aws:firehose:us-east-1:000000000000:deliverystream/s");
        JsonNode record = event.path("records").path(0);
        assertThat(record.propertyNames()).containsExactly("recordId", "approximateArrivalTimestamp", "data");
        assertThat(record.path("data").asString()).isEqualTo("eA==");
        assertThat(record.path("approximateArrivalTimestamp").isIntegralNumber())
                .isTrue();
    }

    @Test
    void aFirstQueryWaitsForAFunctionThatStartsSlowly() throws Exception {
        create("import time\ntime.sleep(2 * "
                + CoreConfig.defaults().stallAfter().toMillis() + " / 1000)\n" + WalkthroughFunction.SOURCE);
        firehose.put("s", "a");
        Freshness first = firehose.fresh();
        assertThat(first.leftOut()).isEmpty();
        assertThat(firehose.seen().values()).containsExactly("a\n");
    }

    @Test
    void aFunctionThatIsGoneStallsTheStreamAndLosesNothing() throws Exception {
        create(WalkthroughFunction.SOURCE);
        String function = "/2015-03-31/functions/transform";
        firehose.deleteFunction(function);
        firehose.put("s", "kept");
        Freshness stalled = firehose.fresh();
        assertThat(stalled.leftOut()).hasSize(1);
        assertThat(firehose.delivery().streams("us-east-1").getFirst().open().stall())
                .hasValueSatisfying(stall -> {
                    assertThat(stall.reason()).isEqualTo(Stall.Reason.PROCESSOR_FAILING);
                    assertThat(stall.message()).contains("Function not found");
                });
        assertThat(firehose.seen()).isEmpty();
        firehose.function(WalkthroughFunction.SOURCE);
        firehose.untilSeen("kept\n");
    }

    @Test
    void aRoleThatMayNotInvokeStallsTheStreamUntilItMay() throws Exception {
        create(WalkthroughFunction.SOURCE);
        firehose.allow("firehose", "\"s3:PutObject\"");
        firehose.put("s", "kept");
        firehose.fresh();
        assertThat(firehose.delivery()
                        .streams("us-east-1")
                        .getFirst()
                        .open()
                        .stall()
                        .orElseThrow()
                        .message())
                .contains("is not authorized to perform: lambda:InvokeFunction");
        firehose.allow("firehose", "\"s3:PutObject\",\"lambda:InvokeFunction\"");
        firehose.untilSeen("kept\n");
    }

    @Test
    void aRoleThatMayNotWriteStallsTheStreamUntilTheBucketsPolicyGrantsIt() throws Exception {
        create(WalkthroughFunction.SOURCE);
        firehose.allow("firehose", "\"lambda:InvokeFunction\"");
        firehose.put("s", "kept");
        firehose.fresh();
        assertThat(firehose.delivery()
                        .streams("us-east-1")
                        .getFirst()
                        .open()
                        .stall()
                        .orElseThrow()
                        .message())
                .contains("is not authorized to perform: s3:PutObject");
        firehose.store().putDocument(Firehose.BUCKET, "policy", Optional.of("""
                {"Version": "2012-10-17", "Id": "PolicyID", "Statement": [{"Sid": "StmtID", "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::000000000000:role/firehose"},
                "Action": ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket",
                "s3:ListBucketMultipartUploads", "s3:PutObject", "s3:PutObjectAcl"],
                "Resource": ["arn:aws:s3:::clicks", "arn:aws:s3:::clicks/*"]}]}"""));
        firehose.untilSeen("kept\n");
    }

    @Test
    void aStreamGoesOnAfterARestart() throws Exception {
        create("import time\ndef lambda_handler(event, context):\n    time.sleep(60)");
        List<String> sent = IntStream.range(0, 20).mapToObj(i -> "r" + i).collect(Collectors.toList());
        firehose.call("PutRecordBatch", Firehose.batch("s", sent));
        firehose.close();
        firehose = new Firehose(directory);
        firehose.function(WalkthroughFunction.SOURCE);
        firehose.untilSeen(String.join("\n", sent) + "\n");
    }
}
