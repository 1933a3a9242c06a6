package io.millrace.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Json;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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

/** Firehose's operations, as a client sends them. */
class FirehoseOperationsTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

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

    @Test
    void aStreamIsDescribedWithItsDefaults() throws Exception {
        JsonNode created = firehose.call(
                "CreateDeliveryStream", Firehose.with(Firehose.stream("s"), "Lambda", "LambdaArn", FUNCTION));
        assertThat(created.path("DeliveryStreamARN").asString())
                .isEqualTo("arn:aws:firehose:us-east-1:000000000000:deliverystream/s");
        JsonNode stream = firehose.call("DescribeDeliveryStream", "s").path("DeliveryStreamDescription");
        assertThat(stream.path("DeliveryStreamStatus").asString()).isEqualTo("ACTIVE");
        assertThat(stream.path("DeliveryStreamType").asString()).isEqualTo("DirectPut");
        assertThat(stream.path("VersionId").asString()).isEqualTo("1");
        assertThat(stream.path("CreateTimestamp").isNumber()).isTrue();
        JsonNode s3 = stream.path("Destinations").path(0).path("ExtendedS3DestinationDescription");
        assertThat(s3.path("BufferingHints")).hasToString("{\"SizeInMBs\":5,\"IntervalInSeconds\":300}");
        assertThat(s3.path("CompressionFormat").asString()).isEqualTo("UNCOMPRESSED");
        assertThat(s3.path("S3BackupMode").asString()).isEqualTo("Disabled");
        assertThat(s3.path("ProcessingConfiguration").path("Processors").path(0))
                .hasToString(
                        "{\"Type\":\"Lambda\",\"Parameters\":[{\"ParameterName\":\"LambdaArn\",\"ParameterValue\":\""
                                + FUNCTION + "\"}]}");
        assertThat(stream.path("Destinations").path(0).has("S3DestinationDescription"))
                .isTrue();
    }

    @Test
    void streamsAreListedByNameInPages() throws Exception {
        for (String name : List.of("b", "a", "c")) {
            firehose.call("CreateDeliveryStream", Firehose.stream(name));
        }
        ObjectNode first = Json.MAPPER.createObjectNode().put("Limit", 2);
        assertThat(firehose.call("ListDeliveryStreams", first))
                .hasToString("{\"DeliveryStreamNames\":[\"a\",\"b\"],\"HasMoreDeliveryStreams\":true}");
        ObjectNode rest = first.put("ExclusiveStartDeliveryStreamName", "b");
        assertThat(firehose.call("ListDeliveryStreams", rest))
                .hasToString("{\"DeliveryStreamNames\":[\"c\"],\"HasMoreDeliveryStreams\":false}");
    }

    @Test
    void aRecordsIdIsAsLongAsFirehosesAndSaysWhereItStands() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        JsonNode one = firehose.put("s", "a");
        assertThat(one.path("Encrypted").isBoolean()).isTrue();
        JsonNode many = firehose.call("PutRecordBatch", Firehose.batch("s", List.of("b", "c")));
        assertThat(many.path("FailedPutCount").asInt()).isZero();
        List<String> ids = List.of(
                one.path("RecordId").asString(),
                many.path("RequestResponses").path(0).path("RecordId").asString(),
                many.path("RequestResponses").path(1).path("RecordId").asString());
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.length() == 224);
        RecordIds.Place second = RecordIds.place(ids.get(1)).orElseThrow();
        RecordIds.Place third = RecordIds.place(ids.get(2)).orElseThrow();
        assertThat(second.streamKey()).startsWith("us-east-1.s.");
        assertThat(third.position()).isEqualTo(second.position());
        assertThat(third.index()).isEqualTo(1);
        assertThat(RecordIds.place("x")).isEmpty();
    }

    @Test
    void recordsAreJoinedVerbatimAndADelimiterIsAddedWhereItIsAskedFor() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("verbatim"));
        ObjectNode delimited = Firehose.with(Firehose.stream("lines"), "AppendDelimiterToRecord", "Delimiter", "\\n");
        Firehose.s3(delimited).put("Prefix", "lines/");
        firehose.call("CreateDeliveryStream", delimited);
        firehose.call("PutRecordBatch", Firehose.batch("verbatim", List.of("a", "b")));
        firehose.call("PutRecordBatch", Firehose.batch("lines", List.of("a", "b")));
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(firehose.seen().values()).containsExactlyInAnyOrder("ab", "a\nb\n");
        assertThat(firehose.seen().keySet())
                .anyMatch(key -> key.matches("lines/\\d{4}/\\d\\d/\\d\\d/\\d\\d/lines-1-.*"));
    }

    @Test
    void aDeletedStreamHasSealedWhatItAcceptedAndItsNameIsFree() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        firehose.put("s", "last words");
        firehose.deleteAndWait("s");
        assertThat(firehose.sealed().values()).containsExactly("last words");
        assertRefused(
                () -> firehose.call("DescribeDeliveryStream", "s"),
                "ResourceNotFoundException",
                "Firehose s under account 000000000000 not found.");
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        assertThat(firehose.fresh().leftOut()).isEmpty();
    }

    @Test
    void aNewDestinationAppliesToLaterRecordsAndHasTheNextVersion() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        firehose.put("s", "old");
        ObjectNode update = Json.MAPPER
                .createObjectNode()
                .put("DeliveryStreamName", "s")
                .put("CurrentDeliveryStreamVersionId", "1")
                .put("DestinationId", "destinationId-000000000001");
        update.putObject("ExtendedS3DestinationUpdate").put("Prefix", "new/");
        firehose.call("UpdateDestination", update);
        firehose.put("s", "new");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(firehose.seen()).hasSize(2);
        assertThat(firehose.seen().keySet()).anyMatch(key -> key.matches("new/.*/s-2-.*"));
        JsonNode stream = firehose.call("DescribeDeliveryStream", "s").path("DeliveryStreamDescription");
        assertThat(stream.path("VersionId").asString()).isEqualTo("2");
        assertThat(stream.has("LastUpdateTimestamp")).isTrue();
        assertRefused(
                () -> firehose.call("UpdateDestination", update),
                "ConcurrentModificationException",
                "Cannot update firehose: s since the current version id: 2 and specified version id: 1 do not match");
    }

    @Test
    void tagsAreKeptOverARestartAndGoWithTheStream() throws Exception {
        ObjectNode stream = Firehose.stream("s");
        stream.putArray("Tags").addObject().put("Key", "a").put("Value", "1");
        firehose.call("CreateDeliveryStream", stream);
        ObjectNode more = Json.MAPPER.createObjectNode().put("DeliveryStreamName", "s");
        more.putArray("Tags").addObject().put("Key", "b").put("Value", "2");
        firehose.call("TagDeliveryStream", more);
        firehose.close();
        firehose = new Firehose(directory);
        assertThat(firehose.call("ListTagsForDeliveryStream", "s"))
                .hasToString("{\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}],"
                        + "\"HasMoreTags\":false}");
        ObjectNode less = Json.MAPPER.createObjectNode().put("DeliveryStreamName", "s");
        less.putArray("TagKeys").add("a");
        firehose.call("UntagDeliveryStream", less);
        assertThat(firehose.call("ListTagsForDeliveryStream", "s").path("Tags")).hasSize(1);
    }

    @Test
    void tagsKeepTheirLimits() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        ObjectNode bad = Json.MAPPER.createObjectNode().put("DeliveryStreamName", "s");
        bad.putArray("Tags").addObject().put("Key", "aws:mine").put("Value", "1");
        assertRefused(() -> firehose.call("TagDeliveryStream", bad), "ValidationException", "'tags.1.member.key'");
        for (int round = 0; round < 2; round++) {
            ObjectNode many = Json.MAPPER.createObjectNode().put("DeliveryStreamName", "s");
            for (int i = 0; i < 30; i++) {
                many.withArrayProperty("Tags").addObject().put("Key", "k" + round + "-" + i);
            }
            if (round == 0) {
                firehose.call("TagDeliveryStream", many);
            } else {
                assertRefused(() -> firehose.call("TagDeliveryStream", many), "LimitExceededException", "at most 50");
            }
        }
        ObjectNode page =
                Json.MAPPER.createObjectNode().put("DeliveryStreamName", "s").put("Limit", 25);
        assertThat(firehose.call("ListTagsForDeliveryStream", page)
                        .path("HasMoreTags")
                        .asBoolean())
                .isTrue();
        assertRefused(
                () -> firehose.call("ListTagsForDeliveryStream", page.put("Limit", 51)),
                "ValidationException",
                "Member must have value less than or equal to 50");
    }

    @Test
    void aRecordIsFoundAgainByItsIdAsLongAsTheLogKeepsIt() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        String id = firehose.call("PutRecordBatch", Firehose.batch("s", List.of("a", "bb", "c")))
                .path("RequestResponses")
                .path(1)
                .path("RecordId")
                .asString();
        assertThat(firehose.fresh().leftOut()).isEmpty();
        JsonNode found = firehose.record(id);
        assertThat(found.path("stream").asString()).endsWith(":deliverystream/s");
        assertThat(found.path("kept").asBoolean()).isTrue();
        assertThat(found.path("processed").asBoolean()).isTrue();
        assertThat(found.path("data").asString()).isEqualTo("YmI=");
        assertThat(firehose.record("nonsense").path("message").asString()).contains("Give the RecordId");
        firehose.deleteAndWait("s");
        assertThat(firehose.record(id).path("message").asString()).contains("has been deleted");
    }

    @Test
    void aStreamAndItsRecordsOutliveTheProcess() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        JsonNode before = firehose.call("DescribeDeliveryStream", "s");
        firehose.put("s", "a");
        firehose.close();
        firehose = new Firehose(directory);
        assertThat(firehose.call("DescribeDeliveryStream", "s")).isEqualTo(before);
        firehose.put("s", "b");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(firehose.seen().values()).containsExactly("ab");
    }

    @Test
    void aRoleThatFirehoseCannotAssumeIsRefused() {
        ObjectNode stream = Firehose.stream("s");
        Firehose.s3(stream).put("RoleARN", "arn:aws:iam::000000000000:role/lambda");
        assertRefused(
                () -> firehose.call("CreateDeliveryStream", stream),
                "InvalidArgumentException",
                "Firehose is unable to assume role arn:aws:iam::000000000000:role/lambda. Please check the role"
                        + " provided.");
    }

    @Test
    void aCallerWithoutTheRightIsDeniedAndNothingIsAccepted() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        assertThatThrownBy(() -> firehose.putAs("lambda", "s"))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("is not authorized to perform: firehose:PutRecord on resource:"
                        + " arn:aws:firehose:us-east-1:000000000000:deliverystream/s");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(firehose.seen()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        String shape = "'extendedS3DestinationConfiguration.";
        return Stream.of(
                refusal(
                        s -> s.remove("BucketARN"),
                        shape + "bucketARN' failed to satisfy constraint: Member must not be null"),
                refusal(
                        s -> s.put("CompressionFormat", "gzip"),
                        "1 validation error detected: Value at " + shape
                                + "compressionFormat' failed to satisfy constraint: Member must satisfy enum value"
                                + " set: [ZIP, HADOOP_SNAPPY, Snappy, GZIP, UNCOMPRESSED]"),
                refusal(
                        s -> s.put("CompressionFormat", "ZIP").put("FileExtension", ".gz"),
                        "FileExtension .gz names another compression than CompressionFormat ZIP"),
                refusal(s -> s.putObject("BufferingHints").put("SizeInMBs", 1), "both SizeInMBs and IntervalInSeconds"),
                refusal(
                        s -> s.putObject("BufferingHints").put("SizeInMBs", 129).put("IntervalInSeconds", 60),
                        "'129' at " + shape + "bufferingHints.sizeInMBs' failed to satisfy constraint: Member must have"
                                + " value less than or equal to 128"),
                refusal(
                        s -> s.put("Prefix", "!{timestamp:yyyy}/"),
                        "Ths supplied prefix(es) do not satisfy the following constraint: ErrorOutputPrefix cannot be"
                                + " null or empty when Prefix contains expressions"),
                refusal(s -> s.put("Prefix", "!{timestamp:yyyy"), "an expression is not closed"),
                refusal(
                        s -> s.put("ErrorOutputPrefix", "!{timestamp:yyyy}/"),
                        "must contain !{firehose:error-output-type}"),
                refusal(s -> s.put("FileExtension", "x"), "Member must satisfy regular expression pattern"),
                refusal(s -> s.put("CustomTimeZone", "Mars"), "'Mars' is no time zone"));
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                refusal(
                        s -> s.put("S3BackupMode", "Enabled"),
                        "S3 backup destination configuration is required when enabling S3 backup."),
                refusal(
                        s -> s.putObject("CloudWatchLoggingOptions").put("Enabled", true),
                        "CloudWatchLoggingOptions is not"),
                refusal(
                        s -> s.putObject("DynamicPartitioningConfiguration").put("Enabled", true),
                        "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is"
                                + " enabled"),
                refusal(
                        s -> s.putObject("DataFormatConversionConfiguration"),
                        "dataFormatConversionConfiguration.schemaConfiguration' failed"),
                refusal(
                        s -> s.putObject("EncryptionConfiguration").putObject("KMSEncryptionConfig"),
                        "KMSEncryptionConfig"),
                refusal(s -> s.put("Surprise", 1), "Surprise is not supported here"));
    }

    static Stream<Arguments> badProcessors() {
        String shape = "'extendedS3DestinationConfiguration.";
        return Stream.of(
                refusal(
                        s -> processor(s, "Sing"),
                        "Value at " + shape + "processingConfiguration.processors.1.member.type' failed to satisfy"
                                + " constraint: Member must satisfy enum value set: [Decompression,"
                                + " Lambda, RecordDeAggregation, MetadataExtraction,"
                                + " AppendDelimiterToRecord, CloudWatchLogProcessing]"),
                refusal(s -> processor(s, "Decompression"), "The processor Decompression is not supported here"),
                refusal(
                        s -> processor(s, "MetadataExtraction"),
                        "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6"),
                refusal(
                        s -> processor(
                                s,
                                "MetadataExtraction",
                                "JsonParsingEngine",
                                "JQ-1.6",
                                "MetadataExtractionQuery",
                                "{a:.a}"),
                        "MetadataExtractionProcessor can only be present when Dynamic Partitioning is enabled."),
                refusal(
                        s -> processor(s, "RecordDeAggregation", "SubRecordType", "LINES"),
                        "SubRecordType has to be one of JSON, DELIMITED"),
                refusal(
                        s -> processor(s, "RecordDeAggregation", "SubRecordType", "DELIMITED"),
                        "Delimiter should be present for DELIMITED"),
                refusal(s -> processor(s, "Lambda"), "LambdaArn is required when Lambda processor is used."),
                refusal(s -> processor(s, "Lambda", "LambdaArn", "f"), "not the ARN of a function"),
                refusal(
                        s -> processor(s, "Lambda", "LambdaArn", FUNCTION, "BufferSizeInMBs", "2"),
                        "Both BufferSizeInMBs and BufferIntervalInSeconds are required"),
                refusal(
                        s -> processor(
                                s,
                                "Lambda",
                                "LambdaArn",
                                FUNCTION,
                                "BufferSizeInMBs",
                                "4",
                                "BufferIntervalInSeconds",
                                "60"),
                        "BufferSizeInMBs for lambda processor must be between 0.2 and 3."),
                refusal(
                        s -> processor(s, "Lambda", "LambdaArn", FUNCTION, "NumberOfRetries", "x"),
                        "NumberOfRetries must be"),
                refusal(
                        s -> processor(s, "Lambda", "LambdaArn", FUNCTION, "Delimiter", "x"),
                        "has no parameter Delimiter"));
    }

    private static void processor(ObjectNode s3, String type, String... parameters) {
        ObjectNode stream = Json.MAPPER.createObjectNode();
        stream.set("ExtendedS3DestinationConfiguration", s3);
        Firehose.with(stream, type, parameters);
    }

    @ParameterizedTest
    @MethodSource({"refusals", "unsupported", "badProcessors"})
    void whatIsNotSupportedOrOutOfRangeIsRefusedByName(Consumer<ObjectNode> change, String message) {
        ObjectNode stream = Firehose.stream("s");
        change.accept(Firehose.s3(stream));
        assertThatThrownBy(() -> firehose.call("CreateDeliveryStream", stream))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(message);
        assertThat(firehose.delivery().streams("us-east-1")).isEmpty();
    }

    @Test
    void putsThatAreTooLargeAreRefusedInFirehosesWords() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        assertRefused(
                () -> firehose.put("s", "x".repeat(1_024_001)),
                "ValidationException",
                "'record.data' failed to satisfy constraint: Member must have length less than or equal to 1024000");
        assertRefused(
                () -> firehose.call("PutRecordBatch", Firehose.batch("s", List.of("a", "x".repeat(1_024_001)))),
                "ValidationException",
                "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=1024001 cap=1024001]' at"
                        + " 'records.2.member.data' failed to satisfy constraint: Member must have length less than or"
                        + " equal to 1024000");
        assertRefused(
                () -> firehose.call(
                        "PutRecordBatch", Firehose.batch("s", Collections.nCopies(5, "x".repeat(1_000_000)))),
                "InvalidArgumentException",
                "Records size exceeds 4 MB limit");
        assertRefused(
                () -> firehose.call("PutRecordBatch", Firehose.batch("s", Collections.nCopies(501, "x"))),
                "ValidationException",
                "less than or equal to 500");
        assertRefused(
                () -> firehose.call(
                        "PutRecordBatch", Firehose.batch("s", List.of()).putNull("x")),
                "ValidationException",
                "'records' failed");
        assertRefused(
                () -> firehose.put("t", "x"),
                "ResourceNotFoundException",
                "Firehose t under account 000000000000 not found.");
        firehose.put("s", "");
        assertThat(firehose.fresh().leftOut()).isEmpty();
    }

    @Test
    void theSameNameTwiceIsInUseAndTwoDestinationsAreTooMany() throws Exception {
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        assertRefused(
                () -> firehose.call("CreateDeliveryStream", Firehose.stream("s")),
                "ResourceInUseException",
                "Firehose s under accountId 000000000000 already exists");
        ObjectNode none = Json.MAPPER.createObjectNode().put("DeliveryStreamName", "t");
        assertRefused(
                () -> firehose.call("CreateDeliveryStream", none),
                "InvalidArgumentException",
                "Exactly one destination configuration is supported for a Firehose");
    }

    private static Arguments refusal(Consumer<ObjectNode> change, String message) {
        return Arguments.of(change, message);
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WireException.class,
                        refused -> assertThat(refused.code().wireName()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
