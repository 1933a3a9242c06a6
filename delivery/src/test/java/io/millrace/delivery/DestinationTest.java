package io.millrace.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Json;
import io.millrace.formats.Codec;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.StoredObject;
import io.millrace.testing.Needs;
import io.millrace.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where records go, and as what: compression, backup, dynamic partitioning. */
class DestinationTest {

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

    @ParameterizedTest
    @CsvSource({
        "UNCOMPRESSED, '', ''",
        "GZIP, .gz, gzip",
        "ZIP, .zip, zip",
        "Snappy, .snappy, snappy-java",
        "HADOOP_SNAPPY, .snappy, hadoop-snappy"
    })
    void openDataReadsAsTheSealedObjectDoesWhateverItsCompression(String format, String extension, String encoding)
            throws Exception {
        ObjectNode stream = Firehose.stream("s");
        Firehose.s3(stream).put("CompressionFormat", format);
        firehose.call("CreateDeliveryStream", stream);
        firehose.call("PutRecordBatch", Firehose.batch("s", List.of("a\n", "b\n")));
        assertThat(firehose.fresh().leftOut()).isEmpty();
        Map.Entry<String, String> open = firehose.seen().entrySet().iterator().next();
        assertThat(open.getValue()).isEqualTo("a\nb\n");

        firehose.deleteAndWait("s");

        ObjectInfo sealed =
                firehose.store().head(Firehose.BUCKET, open.getKey()).orElseThrow();
        assertThat(sealed.key()).endsWith(extension);
        assertThat(sealed.metadata().contentEncoding().orElse("")).isEqualTo(encoding);
        assertThat(sealed.metadata().contentType()).hasValue("application/octet-stream");
        assertThat(decoded(sealed)).isEqualTo("a\nb\n");
    }

    private String decoded(ObjectInfo info) throws Exception {
        Codec codec = Codec.of(info.key(), info.metadata().contentEncoding());
        try (StoredObject object =
                        firehose.store().get(Firehose.BUCKET, info.key()).orElseThrow();
                InputStream in = codec.open(object.stream())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void recordsThatTheirSenderCompressedReadPlainBeforeTheyAreSealedToo() throws Exception {
        ObjectNode stream = Firehose.stream("s");
        Firehose.s3(stream).put("FileExtension", ".gz");
        firehose.call("CreateDeliveryStream", stream);
        firehose.delivery()
                .putRecordBatch(Firehose.ROOT, "us-east-1", "s", List.of(gzip("a\n"), gzip("b\n")))
                .toCompletableFuture()
                .get();
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(firehose.seen().values()).containsExactly("a\nb\n");
    }

    private static ByteBuffer gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static ObjectNode backedUp(String name) {
        ObjectNode stream = Firehose.with(Firehose.stream(name), "AppendDelimiterToRecord");
        Firehose.s3(stream).put("S3BackupMode", "Enabled");
        Firehose.s3(stream)
                .putObject("S3BackupConfiguration")
                .put("RoleARN", Firehose.ROLE)
                .put("BucketARN", "arn:aws:s3:::" + Firehose.BUCKET)
                .put("Prefix", "raw/");
        return stream;
    }

    @Test
    void theBackupHoldsRecordsAsTheyWereAccepted() throws Exception {
        firehose.call("CreateDeliveryStream", backedUp("s"));
        firehose.call("PutRecordBatch", Firehose.batch("s", List.of("a", "b")));
        assertThat(firehose.fresh().leftOut()).isEmpty();
        Map<String, String> seen = firehose.seen();
        assertThat(seen).hasSize(2).containsValues("a\nb\n", "ab");
        assertThat(seen.keySet()).anyMatch(key -> key.matches("raw/\\d{4}/\\d\\d/\\d\\d/\\d\\d/s-1-.*"));
    }

    @Test
    void aBackupCanBeChangedInPlaceButNotTakenAway() throws Exception {
        firehose.call("CreateDeliveryStream", backedUp("s"));
        ObjectNode update = update("s", "1");
        update.withObjectProperty("ExtendedS3DestinationUpdate")
                .putObject("S3BackupUpdate")
                .put("CompressionFormat", "GZIP");
        firehose.call("UpdateDestination", update);
        JsonNode backup = described("s").path("S3BackupDescription");
        assertThat(backup.path("CompressionFormat").asString()).isEqualTo("GZIP");
        assertThat(backup.path("Prefix").asString()).isEqualTo("raw/");
        assertThat(described("s").path("S3BackupMode").asString()).isEqualTo("Enabled");
        assertThatThrownBy(() -> {
                    ObjectNode off = update("s", "2");
                    off.withObjectProperty("ExtendedS3DestinationUpdate").put("S3BackupMode", "Disabled");
                    firehose.call("UpdateDestination", off);
                })
                .isInstanceOf(WireException.class)
                .hasMessageContaining("S3BackupMode cannot be set to Disabled");
    }

    private static ObjectNode update(String name, String version) {
        ObjectNode update = Json.MAPPER
                .createObjectNode()
                .put("DeliveryStreamName", name)
                .put("CurrentDeliveryStreamVersionId", version)
                .put("DestinationId", "destinationId-000000000001");
        update.putObject("ExtendedS3DestinationUpdate");
        return update;
    }

    private JsonNode described(String name) throws Exception {
        return firehose.call("DescribeDeliveryStream", name)
                .path("DeliveryStreamDescription")
                .path("Destinations")
                .path(0)
                .path("ExtendedS3DestinationDescription");
    }

    private static ObjectNode partitioned(String name, String prefix) {
        ObjectNode stream = Firehose.stream(name);
        Firehose.s3(stream)
                .put("Prefix", prefix)
                .put("ErrorOutputPrefix", "errors/!{firehose:error-output-type}/")
                .putObject("DynamicPartitioningConfiguration")
                .put("Enabled", true);
        return stream;
    }

    private static ObjectNode byQuery(ObjectNode stream, String query) {
        return Firehose.with(
                stream, "MetadataExtraction", "MetadataExtractionQuery", query, "JsonParsingEngine", "JQ-1.6");
    }

    @Test
    void recordsAreTakenApartPartitionedByAQueryAndDelimited() throws Exception {
        ObjectNode stream = byQuery(
                partitioned("s", "by/!{partitionKeyFromQuery:who}/y=!{partitionKeyFromQuery:year}/"),
                "{who: .who, year: (.at|strftime(\"%Y\"))}");
        Firehose.with(stream, "RecordDeAggregation", "SubRecordType", "JSON");
        Firehose.with(stream, "AppendDelimiterToRecord", "Delimiter", "\\n");
        firehose.call("CreateDeliveryStream", stream);
        firehose.call(
                "PutRecordBatch",
                Firehose.batch(
                        "s",
                        List.of(
                                "{\"who\":\"a\",\"at\":0}{\"who\":\"b\",\"at\":0}\n{\"who\":\"a\",\"at\":1}",
                                "{\"who\":\"b\",\"at\":31536000}",
                                "{\"at\":0}{\"who\":\"a\", \"at\":2}",
                                "[1]")));
        assertThat(firehose.fresh().leftOut()).isEmpty();
        Map<String, String> seen = firehose.seen();
        assertThat(under(seen, "by/a/y=1970/"))
                .isEqualTo("{\"who\":\"a\",\"at\":0}\n{\"who\":\"a\",\"at\":1}\n{\"who\":\"a\", \"at\":2}\n");
        assertThat(under(seen, "by/b/y=1970/")).isEqualTo("{\"who\":\"b\",\"at\":0}\n");
        assertThat(under(seen, "by/b/y=1971/")).isEqualTo("{\"who\":\"b\",\"at\":31536000}\n");
        List<JsonNode> errors = new ArrayList<>();
        under(seen, "errors/dynamic-partitioning-failed/")
                .lines()
                .map(Json.MAPPER::readTree)
                .forEach(errors::add);
        assertThat(errors).extracting(DestinationTest::raw).containsExactly("{\"at\":0}", "[1]");
        assertThat(errors.getFirst().path("errorCode").asString())
                .isEqualTo("DynamicPartitioning.MetadataExtractionFailed");
        assertThat(errors.getFirst().path("errorMessage").asString())
                .isEqualTo("partitionKeys values must not be null or empty");
        assertThat(described("s").path("DynamicPartitioningConfiguration"))
                .hasToString("{\"Enabled\":true,\"RetryOptions\":{\"DurationInSeconds\":300}}");
        assertThat(described("s").path("BufferingHints")).hasToString("{\"SizeInMBs\":128,\"IntervalInSeconds\":300}");
    }

    private static String raw(JsonNode line) {
        return new String(Base64.getDecoder().decode(line.path("rawData").asString()), StandardCharsets.UTF_8);
    }

    private static String under(Map<String, String> seen, String prefix) {
        List<Map.Entry<String, String>> found = seen.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .toList();
        assertThat(found).as(prefix).hasSize(1);
        return found.getFirst().getValue();
    }

    @Test
    void aDelimiterTakesRecordsApartToo() throws Exception {
        ObjectNode stream = byQuery(partitioned("s", "by/!{partitionKeyFromQuery:who}/"), "{who: .who}");
        Firehose.with(stream, "RecordDeAggregation", "SubRecordType", "DELIMITED", "Delimiter", "IyMjIw==");
        firehose.call("CreateDeliveryStream", stream);
        firehose.put("s", "{\"who\":\"a\"}####{\"who\":\"b\"}########{\"who\":\"a\"}");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(under(firehose.seen(), "by/a/")).isEqualTo("{\"who\":\"a\"}{\"who\":\"a\"}");
        assertThat(under(firehose.seen(), "by/b/")).isEqualTo("{\"who\":\"b\"}");
    }

    @Test
    void beyondFiveHundredActivePartitionsRecordsOfANewOneGoToTheErrorOutput() throws Exception {
        firehose.call(
                "CreateDeliveryStream", byQuery(partitioned("s", "by/!{partitionKeyFromQuery:who}/"), "{who: .who}"));
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add("{\"who\":" + i + "}");
        }
        firehose.call("PutRecordBatch", Firehose.batch("s", records));
        firehose.call("PutRecordBatch", Firehose.batch("s", List.of("{\"who\":500}", "{\"who\":7}")));
        assertThat(firehose.fresh().leftOut()).isEmpty();
        Map<String, String> seen = firehose.seen();
        assertThat(seen).hasSize(501);
        assertThat(under(seen, "by/7/")).isEqualTo("{\"who\":7}{\"who\":7}");
        assertThat(under(seen, "errors/dynamic-partitioning-failed/"))
                .contains(Base64.getEncoder().encodeToString("{\"who\":500}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPartitionThatNoKeyCanNameHasItsErrorAndHarmsNobody() throws Exception {
        firehose.call(
                "CreateDeliveryStream", byQuery(partitioned("s", "by/!{partitionKeyFromQuery:who}/"), "{who: .who}"));
        firehose.call(
                "PutRecordBatch",
                Firehose.batch(
                        "s",
                        List.of(
                                "{\"who\":\"" + "x".repeat(600) + "\"}",
                                "{\"who\":\"" + "é".repeat(300) + "\"}",
                                "{\"who\":\"\\u0000\"}",
                                "{\"who\":\"../../up\"}")));
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(under(firehose.seen(), "errors/dynamic-partitioning-failed/").lines())
                .hasSize(3);
        assertThat(under(firehose.seen(), "by/../../up/")).isEqualTo("{\"who\":\"../../up\"}");
        firehose.deleteAndWait("s");
        assertThat(firehose.sealed().keySet()).anyMatch(key -> key.startsWith("by/../../up/s-1-"));
    }

    @Test
    @Needs("python3")
    void aFunctionGivesPartitionKeysForEachPartOfARecord() throws Exception {
        String function = firehose.function("""
            import base64, json
            def lambda_handler(event, context):
                out = []
                for r in event['records']:
                    who = json.loads(base64.b64decode(r['data']))['who']
                    out.append({'recordId': r['recordId'], 'result': 'Ok' if who != 'x' else 'ProcessingFailed',
                                'data': r['data'], 'metadata': {'partitionKeys': {'who': who.upper()}}})
                return {'records': out}
            """);
        ObjectNode stream = partitioned("s", "by/!{partitionKeyFromLambda:who}/");
        Firehose.with(stream, "RecordDeAggregation", "SubRecordType", "JSON");
        Firehose.with(stream, "Lambda", "LambdaArn", function);
        firehose.call("CreateDeliveryStream", stream);
        firehose.put("s", "{\"who\":\"a\"}{\"who\":\"x\"}{\"who\":\"b\"}");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(under(firehose.seen(), "by/A/")).isEqualTo("{\"who\":\"a\"}");
        assertThat(under(firehose.seen(), "by/B/")).isEqualTo("{\"who\":\"b\"}");
        assertThat(raw(Json.MAPPER.readTree(under(firehose.seen(), "errors/processing-failed/"))))
                .isEqualTo("{\"who\":\"x\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "plain/ ~ {a: .a} ~ 128 ~ S3 Prefix should contain Dynamic Partitioning namespaces",
                "p/!{partitionKeyFromQuery:a}/ ~ {a: .a, b: .b} ~ 128 ~ MetaDataExtraction JQ Query can't contain keys",
                "p/!{partitionKeyFromQuery:a}/!{partitionKeyFromQuery:b}/ ~ {a: .a} ~ 128 ~ partitionKeyFromQuery:b",
                "p/!{partitionKeyFromLambda:a}/ ~ '' ~ 128 ~ partitionKeyFromLambda:a, which no processor gives",
                "p/!{partitionKeyFromQuery:a}/ ~ {a: .a} ~ 5 ~ SizeInMBs must be at least 64",
                "p/!{partitionKeyFromQuery:a}/ ~ {a: env} ~ 128 ~ MetadataExtractionQuery: The query is not taken here",
                "p/!{partitionKeyFromSky:a}/ ~ {a: .a} ~ 128 ~ Namespace to the left of colon (partitionKeyFromSky)",
            })
    void whatDoesNotFitTogetherIsRefused(String prefix, String query, int megabytes, String message) {
        ObjectNode stream = partitioned("s", prefix);
        Firehose.s3(stream)
                .putObject("BufferingHints")
                .put("SizeInMBs", megabytes)
                .put("IntervalInSeconds", 60);
        ObjectNode whole = query.isEmpty() ? stream : byQuery(stream, query);
        assertThatThrownBy(() -> firehose.call("CreateDeliveryStream", whole))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(message);
    }

    @Test
    void partitioningIsDecidedWhenTheStreamIsMade() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        ObjectNode update = update("s", "1");
        update.withObjectProperty("ExtendedS3DestinationUpdate")
                .putObject("DynamicPartitioningConfiguration")
                .put("Enabled", true);
        assertThatThrownBy(() -> firehose.call("UpdateDestination", update))
                .hasMessageContaining("can be enabled only when the delivery stream is created");
        assertThat(described("s").has("DynamicPartitioningConfiguration")).isFalse();
    }
}
