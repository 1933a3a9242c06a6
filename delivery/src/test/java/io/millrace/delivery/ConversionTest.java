package io.millrace.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Json;
import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.delivery.core.StreamFigures;
import io.millrace.delivery.definition.PartitionSettings;
import io.millrace.delivery.definition.S3Place;
import io.millrace.delivery.definition.S3Settings;
import io.millrace.delivery.definition.StreamDefinition;
import io.millrace.objects.open.Definition;
import io.millrace.objects.store.ObjectInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ConversionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Firehose firehose;

    @BeforeEach
    void start() throws Exception {
        firehose = Firehose.provisioned(Files.createDirectories(directory.resolve("data")));
        firehose.allow("firehose", "\"s3:PutObject\",\"glue:GetTableVersions\"");
        firehose.catalog().createTable("us-east-1", table(Column.of("name", "string"), Column.of("n", "int")), false);
    }

    @AfterEach
    void stop() {
        firehose.close();
    }

    private static Table table(Column... columns) {
        return Table.named("default", "clicks").columns(List.of(columns)).build();
    }

    private void change(Column... columns) {
        firehose.catalog().updateTable("us-east-1", table(columns), OptionalLong.empty(), true);
    }

    private static ObjectNode converting(String name) {
        ObjectNode stream = Firehose.stream(name);
        ObjectNode conversion = Firehose.s3(stream).putObject("DataFormatConversionConfiguration");
        conversion
                .putObject("SchemaConfiguration")
                .put("RoleARN", Firehose.ROLE)
                .put("DatabaseName", "default")
                .put("TableName", "clicks");
        conversion
                .putObject("InputFormatConfiguration")
                .putObject("Deserializer")
                .putObject("OpenXJsonSerDe");
        conversion
                .putObject("OutputFormatConfiguration")
                .putObject("Serializer")
                .putObject("ParquetSerDe");
        return stream;
    }

    private static ObjectNode conversion(ObjectNode stream) {
        return (ObjectNode) Firehose.s3(stream).path("DataFormatConversionConfiguration");
    }

    /** The rows of all Parquet objects that a reader sees, ordered, a text each. */
    private List<String> rows() throws Exception {
        assertThat(firehose.fresh().leftOut()).isEmpty();
        Path files = Files.createTempDirectory(directory, "read");
        int number = 0;
        for (Map.Entry<String, byte[]> object : firehose.seenBytes().entrySet()) {
            if (object.getKey().endsWith(".parquet")) {
                Files.write(files.resolve(number++ + ".parquet"), object.getValue());
            }
        }
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT t::VARCHAR FROM read_parquet('" + files
                        + "/*.parquet', union_by_name = true) t" + " ORDER BY 1")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private List<JsonNode> errors() throws Exception {
        List<JsonNode> errors = new ArrayList<>();
        for (Map.Entry<String, String> object : firehose.seen().entrySet()) {
            if (object.getKey().startsWith("format-conversion-failed/")) {
                object.getValue().lines().map(Json.MAPPER::readTree).forEach(errors::add);
            }
        }
        return errors;
    }

    @Test
    void recordsAreSeenAsParquetBeforeTheyAreSealedAndAfter() throws Exception {
        firehose.call("CreateDeliveryStream", converting("s"));
        firehose.call(
                "PutRecordBatch",
                Firehose.batch(
                        "s",
                        List.of(
                                "{\"name\":\"a\",\"n\":1}\n",
                                "{\"NAME\":\"b\"}{\"n\":\"3\", \"other\":[1]}",
                                "{\"n\":null,\"name\":\"{\\\"}\"}")));
        List<String> expected = List.of(
                "{'name': NULL, 'n': 3}",
                "{'name': a, 'n': 1}",
                "{'name': b, 'n': NULL}",
                "{'name': '{\"}', 'n': NULL}");
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(expected);

        firehose.deleteAndWait("s");

        assertThat(rows()).containsExactlyInAnyOrderElementsOf(expected);
        String key = firehose.sealed().keySet().iterator().next();
        assertThat(key).endsWith(".parquet");
        ObjectInfo info = firehose.store().head(Firehose.BUCKET, key).orElseThrow();
        assertThat(info.metadata().contentEncoding()).isEmpty();
    }

    @Test
    void whatDoesNotFitTheTableGoesToTheErrorOutputBeforeAnybodyCountsIt() throws Exception {
        firehose.call("CreateDeliveryStream", converting("s"));
        List<String> bad = List.of(
                "{\"name\":\"a\"", "no json", "", "[{\"n\":1}]", "{\"n\":\"many\"}", "{\"n\":1}{\"n\":99999999999}");
        List<String> records = new ArrayList<>(bad);
        records.add("{\"n\":7}");
        firehose.call("PutRecordBatch", Firehose.batch("s", records));

        assertThat(rows()).containsExactly("{'name': NULL, 'n': 7}");
        assertThat(firehose.delivery().streams().getFirst().figures().converted())
                .isEqualTo(new StreamFigures.Converted(
                        1, 7, bad.size(), String.join("", bad).length()));
        List<JsonNode> errors = errors();
        assertThat(errors)
                .extracting(line -> new String(
                        Base64.getDecoder().decode(line.path("rawData").asString()), StandardCharsets.UTF_8))
                .containsExactlyElementsOf(bad);
        assertThat(errors)
                .extracting(line -> line.path("lastErrorCode").asString())
                .containsExactly(
                        "DataFormatConversion.ParseError",
                        "DataFormatConversion.ParseError",
                        "DataFormatConversion.ParseError",
                        "DataFormatConversion.ParseError",
                        "DataFormatConversion.MalformedData",
                        "DataFormatConversion.MalformedData");
        JsonNode first = errors.getFirst();
        assertThat(first.propertyNames())
                .containsExactly(
                        "attemptsMade",
                        "arrivalTimestamp",
                        "lastErrorCode",
                        "lastErrorMessage",
                        "attemptEndingTimestamp",
                        "rawData",
                        "sequenceNumber",
                        "subSequenceNumber",
                        "dataCatalogTable");
        assertThat(first.path("dataCatalogTable"))
                .hasToString("{\"catalogId\":null,\"databaseName\":\"default\",\"tableName\":\"clicks\","
                        + "\"region\":\"us-east-1\",\"versionId\":\"LATEST\",\"catalogArn\":null}");
    }

    @Test
    void rowsKeepTheColumnsThatTheyWereMadeForWhateverBecomesOfTheTableAndTheServer() throws Exception {
        firehose.call("CreateDeliveryStream", converting("s"));
        firehose.put("s", "{\"name\":\"a\",\"n\":1}");
        assertThat(rows()).hasSize(1);
        change(Column.of("name", "string"), Column.of("n", "bigint"), Column.of("more", "decimal(5,2)"));
        firehose.close();
        firehose = new Firehose(directory.resolve("data"));
        firehose.put("s", "{\"name\":\"b\",\"n\":99999999999,\"more\":1.5}");
        List<String> expected =
                List.of("{'name': a, 'n': 1, 'more': NULL}", "{'name': b, 'n': 99999999999, 'more': 1.50}");
        assertThat(rows()).containsExactlyElementsOf(expected);
        assertThat(firehose.seenBytes()).hasSize(2);
        firehose.deleteAndWait("s");
        assertThat(rows()).containsExactlyElementsOf(expected);
        assertThat(firehose.sealed()).hasSize(2);
    }

    @Test
    void aFixedVersionOfTheTableStaysWhatItWas() throws Exception {
        change(Column.of("other", "string"));
        ObjectNode stream = converting("s");
        conversion(stream).withObjectProperty("SchemaConfiguration").put("VersionId", "0");
        firehose.call("CreateDeliveryStream", stream);
        firehose.put("s", "{\"name\":\"a\",\"n\":1}");
        assertThat(rows()).containsExactly("{'name': a, 'n': 1}");
    }

    @Test
    void whileTheTableIsGoneRecordsWaitAndTheStreamSaysWhy() throws Exception {
        firehose.call("CreateDeliveryStream", converting("s"));
        firehose.catalog().dropTable("us-east-1", "default", "clicks");
        firehose.put("s", "{\"n\":1}");
        firehose.untilTrouble();
        assertThat(firehose.delivery().streams().getFirst().trouble().orElseThrow())
                .contains("The table default.clicks of the data format conversion does not exist");
        firehose.catalog().createTable("us-east-1", table(Column.of("n", "int")), false);
        firehose.untilFresh();
        assertThat(rows()).containsExactly("{'n': 1}");
    }

    @Test
    void keysAreMappedAndTimestampsReadAsTheSerDesAreTold() throws Exception {
        change(Column.of("a_b", "string"), Column.of("ts", "timestamp"));
        ObjectNode openX = converting("openx");
        conversion(openX)
                .withObjectProperty("InputFormatConfiguration")
                .withObjectProperty("Deserializer")
                .putObject("OpenXJsonSerDe")
                .put("ConvertDotsInJsonKeysToUnderscores", true)
                .putObject("ColumnToJsonKeyMappings")
                .put("ts", "time");
        firehose.call("CreateDeliveryStream", openX);
        firehose.put("openx", "{\"a.b\":\"x\",\"time\":\"2026-11-24 01:02:03\"}");
        ObjectNode hive = converting("hive");
        conversion(hive)
                .withObjectProperty("InputFormatConfiguration")
                .putObject("Deserializer")
                .putObject("HiveJsonSerDe")
                .putArray("TimestampFormats")
                .add("dd.MM.yyyy, HH:mm");
        firehose.call("CreateDeliveryStream", hive);
        firehose.put("hive", "{\"a_b\":\"y\",\"ts\":\"24.11.2026, 05:06\"}");
        assertThat(rows())
                .containsExactly("{'a_b': x, 'ts': '2026-11-24 01:02:03'}", "{'a_b': y, 'ts': '2026-11-24 05:06:00'}");
        JsonNode described = firehose.call("DescribeDeliveryStream", "openx")
                .path("DeliveryStreamDescription")
                .path("Destinations")
                .path(0)
                .path("ExtendedS3DestinationDescription");
        assertThat(described.path("BufferingHints").path("SizeInMBs").asInt()).isEqualTo(128);
        assertThat(described
                        .path("DataFormatConversionConfiguration")
                        .path("OutputFormatConfiguration")
                        .path("Serializer")
                        .path("ParquetSerDe"))
                .hasToString("{\"BlockSizeBytes\":268435456,\"PageSizeBytes\":1048576,\"Compression\":\"SNAPPY\","
                        + "\"EnableDictionaryCompression\":false,\"MaxPaddingBytes\":0,\"WriterVersion\":\"V1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'CompressionFormat':'GZIP'} ~ CompressionFormat must be UNCOMPRESSED",
                "{'BufferingHints':{'SizeInMBs':5,'IntervalInSeconds':60}} ~ SizeInMBs must be at least 64",
                "{'FileExtension':'.gz'} ~ names another compression",
                "{'DataFormatConversionConfiguration':{'SchemaConfiguration':{'TableName':'none'}}} ~ table default.none",
                "{'DataFormatConversionConfiguration':{'SchemaConfiguration':{'VersionId':'9'}}} ~ in version 9",
                "{'DataFormatConversionConfiguration':{'SchemaConfiguration':{'CatalogId':'1'}}} ~ CatalogId 1",
                "{'DataFormatConversionConfiguration':{'OutputFormatConfiguration':{'Serializer':{'OrcSerDe':{}}}}} ~ OrcSerDe is not supported",
                "{'DataFormatConversionConfiguration':{'OutputFormatConfiguration':{'Serializer':{'ParquetSerDe':{'WriterVersion':'V2'}}}}} ~ V2 is not supported",
                "{'DataFormatConversionConfiguration':{'OutputFormatConfiguration':{'Serializer':{'ParquetSerDe':{'PageSizeBytes':1}}}}} ~ greater than or equal to 65536",
                "{'DataFormatConversionConfiguration':{'InputFormatConfiguration':{'Deserializer':{'HiveJsonSerDe':{}}}}} ~ exactly one",
            })
    void whatIsNotDoneIsRefusedByName(String change, String message) {
        ObjectNode stream = converting("s");
        merge(Firehose.s3(stream), (ObjectNode) Json.MAPPER.readTree(change.replace('\'', '"')));
        assertThatThrownBy(() -> firehose.call("CreateDeliveryStream", stream)).hasMessageContaining(message);
    }

    private static void merge(ObjectNode into, ObjectNode change) {
        change.properties().forEach(member -> {
            if (member.getValue() instanceof ObjectNode object && into.get(member.getKey()) instanceof ObjectNode old) {
                merge(old, object);
            } else {
                into.set(member.getKey(), member.getValue());
            }
        });
    }

    @Test
    void aDefinitionFromBeforeThereWasConversionIsOneWithout() {
        S3Settings s3 = new S3Settings(
                true,
                S3Place.UNSET,
                "",
                "UTC",
                false,
                List.of(),
                false,
                Optional.empty(),
                PartitionSettings.OFF,
                Optional.empty());
        Definition now = new StreamDefinition("us-east-1", Firehose.ACCOUNT, "s", 1, 1, 1, s3).definition();
        ObjectNode old = (ObjectNode) Json.MAPPER.readTree(now.text());
        ((ObjectNode) old.path("s3")).remove("conversion");
        assertThat(StreamDefinition.of(new Definition(1, old.toString())).s3()).isEqualTo(s3);
    }

    @Test
    void aRoleThatMayNotReadTheTableIsRefused() throws Exception {
        firehose.allow("firehose", "\"s3:PutObject\"");
        assertThatThrownBy(() -> firehose.call("CreateDeliveryStream", converting("s")))
                .hasMessageContaining("Access was denied when calling Glue");
    }
}
