package io.millrace.catalog.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.catalog.Catalog;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GlueServiceTest {

    private static final String ACCOUNT = "000000000000";
    private static final String TABLE = """
            {"Name": "Clicks", "Description": "d", "Owner": "o", "Retention": 3, "TableType": "EXTERNAL_TABLE",
             "Parameters": {"b": "1", "a": "2"}, "ViewOriginalText": "v", "ViewExpandedText": "w",
             "LastAccessTime": 1700000000.5, "LastAnalyzedTime": 1700000001,
             "PartitionKeys": [{"Name": "year", "Type": "int", "Comment": "y"}],
             "StorageDescriptor": {"Columns": [{"Name": "c", "Type": "array<struct<a:int>>", "Parameters": {"x": "y"}}],
               "Location": "s3://clicks/t/", "InputFormat": "in", "OutputFormat": "out", "Compressed": true,
               "NumberOfBuckets": 2, "BucketColumns": ["c"], "SortColumns": [{"Column": "c", "SortOrder": 1}],
               "SerdeInfo": {"Name": "s", "SerializationLibrary": "lib", "Parameters": {"p": "q"}},
               "Parameters": {"m": "n"}, "SkewedInfo": {"SkewedColumnNames": []}, "StoredAsSubDirectories": true}}""";

    @TempDir
    Path directory;

    private ControlDatabase control;
    private WireService glue;

    @BeforeEach
    void open() {
        control = ControlDatabase.open(directory.resolve("control.db"));
        Access access =
                new Access(control, Clock.system(), ACCOUNT, new RootKey("AKIATEST", "secret-secret"), event -> {});
        glue = GlueService.of(new Catalog(control, Clock.system()), access, ACCOUNT);
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void everyMemberOfATableComesBackAsItWasWritten() throws Exception {
        createTable();
        JsonNode written = Json.MAPPER.readTree(TABLE);
        JsonNode read = call("GetTable", "{'DatabaseName': 'default', 'Name': 'CLICKS'}")
                .get("Table");
        assertThat(read.get("Name").asString()).isEqualTo("clicks");
        for (String member : List.of("Description", "Owner", "Retention", "TableType", "Parameters", "PartitionKeys")) {
            assertThat(read.get(member)).as(member).isEqualTo(written.get(member));
        }
        assertThat(read.get("ViewOriginalText").asString()).isEqualTo("v");
        assertThat(read.get("LastAccessTime").asDouble()).isEqualTo(1700000000.5);
        JsonNode storage = read.get("StorageDescriptor");
        written.get("StorageDescriptor").properties().forEach(member -> {
            if (!member.getKey().equals("SkewedInfo")) {
                assertThat(storage.get(member.getKey())).as(member.getKey()).isEqualTo(member.getValue());
            }
        });
        assertThat(read.get("VersionId").asString()).isEqualTo("0");
        assertThat(read.get("CreatedBy").asString()).contains("root");
    }

    @Test
    void versionsAreListedReadAndForgotten() throws Exception {
        createTable();
        call("UpdateTable", "{'DatabaseName': 'default', 'TableInput': {'Name': 'clicks', 'Description': 'two'}}");
        call("UpdateTable", "{'DatabaseName': 'default', 'SkipArchive': true, 'TableInput': {'Name': 'clicks'}}");
        String named = "{'DatabaseName': 'default', 'TableName': 'clicks'";
        assertThat(versions(named + ", 'MaxResults': 1}")).containsExactly("2", "0");
        assertThat(call("GetTableVersion", named + ", 'VersionId': '0'}")
                        .at("/TableVersion/Table/Description")
                        .asString())
                .isEqualTo("d");
        call("DeleteTableVersion", named + ", 'VersionId': '0'}");
        assertThat(versions(named + "}")).containsExactly("2");
        assertThat(call("BatchDeleteTableVersion", named + ", 'VersionIds': ['2', '9']}")
                        .findValuesAsString("ErrorCode"))
                .containsExactly("InvalidInputException", "EntityNotFoundException");
    }

    @Test
    void partitionsAreFilteredSegmentedAndPaged() throws Exception {
        createTable();
        StringBuilder inputs = new StringBuilder();
        for (int year = 2000; year < 2030; year++) {
            inputs.append(inputs.isEmpty() ? "" : ",").append("{'Values': ['" + year + "']}");
        }
        String named = "{'DatabaseName': 'default', 'TableName': 'clicks'";
        assertThat(call("BatchCreatePartition", named + ", 'PartitionInputList': [" + inputs + "]}")
                        .get("Errors"))
                .isEmpty();
        assertThat(call("BatchCreatePartition", named + ", 'PartitionInputList': [{'Values': ['2000']}]}")
                        .findValuesAsString("ErrorCode"))
                .containsExactly("AlreadyExistsException");
        assertThat(years(named + ", 'Expression': 'year between 2010 and 2014', 'MaxResults': 2}"))
                .containsExactly("2010", "2011", "2012", "2013", "2014");
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            segments.addAll(years(named + ", 'Segment': {'SegmentNumber': " + i + ", 'TotalSegments': 3}}"));
        }
        assertThat(segments).hasSize(30).doesNotHaveDuplicates();
        assertThat(call("BatchGetPartition", named + ", 'PartitionsToGet': [{'Values': ['2001']}, {'Values': ['1']}]}")
                        .get("Partitions"))
                .hasSize(1);
        assertThat(call("BatchDeletePartition", named + ", 'PartitionsToDelete': [{'Values': ['1']}]}")
                        .findValuesAsString("ErrorMessage"))
                .containsExactly("Cannot find partition.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetTable       | {'DatabaseName': 'default', 'Name': 'nope'}   | EntityNotFoundException | Table nope not found.",
                "GetTable       | {'DatabaseName': 'nope', 'Name': 'nope'}      | EntityNotFoundException | Database nope not found.",
                "GetDatabase    | {'Name': 'nope'}                              | EntityNotFoundException | Database nope not found.",
                "GetDatabase    | {'Name': 'default', 'CatalogId': '1'}         | EntityNotFoundException | Catalog 1 not found",
                "GetDatabase    | {}                                            | ValidationException     | Value null at 'name'",
                "DeleteDatabase | {'Name': 'default'}                           | InvalidInputException   | cannot be dropped",
                "CreateDatabase | {'DatabaseInput': {'Name': 'default'}}        | AlreadyExistsException  | Database already exists.",
                "CreateDatabase | {'DatabaseInput': {'Name': 'a/b'}}            | InvalidInputException   | slashes",
                "CreateDatabase | {'DatabaseInput': {'Name': 'x', 'TargetDatabase': {}}} | ValidationException | DatabaseInput.TargetDatabase is not supported",
                "CreateDatabase | {'DatabaseInput': {'Name': 'x', 'CreateTableDefaultPermissions': [{'Permissions': ['ALTER']}]}} | InvalidInputException | IAM alone decides",
                "CreateTable    | {'DatabaseName': 'nope', 'TableInput': {'Name': 't'}} | EntityNotFoundException | Database nope not found.",
                "CreateTable    | {'DatabaseName': 'default', 'TableInput': {'Name': 't', 'TargetTable': {'Name': 'x'}}} | ValidationException | TargetTable is not supported",
                "CreateTable    | {'DatabaseName': 'default', 'TableInput': {'Name': 't', 'StorageDescriptor': {'SkewedInfo': {'SkewedColumnNames': ['c']}}}} | InvalidInputException | SkewedInfo is not supported",
                "UpdateTable    | {'DatabaseName': 'default', 'TableInput': {'Name': 'clicks'}, 'VersionId': '7'} | ConcurrentModificationException | concurrent",
                "GetPartitions  | {'DatabaseName': 'default', 'TableName': 'clicks', 'Expression': 'c = 1'} | InvalidInputException | 'c' is no partition column",
                "GetPartition   | {'DatabaseName': 'default', 'TableName': 'clicks', 'PartitionValues': ['1']} | EntityNotFoundException | Cannot find partition.",
                "CreatePartition| {'DatabaseName': 'default', 'TableName': 'clicks', 'PartitionInput': {'Values': ['1', '2']}} | InvalidInputException | 1 and 2",
                "GetTags        | {'ResourceArn': 'arn:aws:glue:us-east-1:000000000000:database/nope'} | EntityNotFoundException | not found",
                "CreateCrawler  | {}                                            | UnknownOperationException | not supported here"
            })
    void whatIsWrongHasGluesName(String operation, String input, String code, String message) throws Exception {
        createTable();
        assertThatThrownBy(() -> call(operation, input)).isInstanceOfSatisfying(WireException.class, refused -> {
            assertThat(refused.code().wireName()).isEqualTo(code);
            assertThat(refused.text()).contains(message);
        });
    }

    @Test
    void tagsGoWithTheirDatabase() throws Exception {
        String arn = "'arn:aws:glue:us-east-1:000000000000:database/shop'";
        call("CreateDatabase", "{'DatabaseInput': {'Name': 'Shop'}, 'Tags': {'team': 'web'}}");
        call("TagResource", "{'ResourceArn': " + arn + ", 'TagsToAdd': {'env': 'dev'}}");
        call("UntagResource", "{'ResourceArn': " + arn + ", 'TagsToRemove': ['team']}");
        assertThat(call("GetTags", "{'ResourceArn': " + arn + "}").toString())
                .isEqualTo("{\"Tags\":{\"env\":\"dev\"}}");
        call("DeleteDatabase", "{'Name': 'shop'}");
        call("CreateDatabase", "{'DatabaseInput': {'Name': 'shop'}}");
        assertThat(call("GetTags", "{'ResourceArn': " + arn + "}").get("Tags")).isEmpty();
    }

    @Test
    void whoHasNoRightIsTurnedAwayBeforeAnythingIsTold() {
        Caller stranger = new Caller(
                Arn.of("sts", "", ACCOUNT, "assumed-role/R/s"),
                Optional.of(Arn.of("iam", "", ACCOUNT, "role/R")),
                Optional.empty());
        assertThatThrownBy(() -> call(stranger, "GetTable", "{'DatabaseName': 'default', 'Name': 'nope'}"))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("glue:GetTable");
    }

    private void createTable() throws Exception {
        call("CreateTable", "{'DatabaseName': 'default', 'TableInput': " + TABLE + "}");
    }

    private List<String> versions(String input) throws Exception {
        return pages("GetTableVersions", input, "TableVersions").stream()
                .map(version -> version.get("VersionId").asString())
                .toList();
    }

    private List<String> years(String input) throws Exception {
        return pages("GetPartitions", input, "Partitions").stream()
                .map(partition -> partition.at("/Values/0").asString())
                .toList();
    }

    private List<JsonNode> pages(String operation, String input, String member) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = call(operation, input);
        while (true) {
            page.get(member).forEach(all::add);
            if (!page.has("NextToken")) {
                return all;
            }
            String token = page.get("NextToken").asString();
            page = call(operation, input.replaceFirst("}$", ", 'NextToken': '" + token + "'}"));
        }
    }

    private JsonNode call(String operation, String input) throws Exception {
        return call(Caller.root(ACCOUNT), operation, input);
    }

    private JsonNode call(Caller caller, String operation, String input) throws Exception {
        byte[] body = input.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        WireResponse response = glue.handle(new WireRequest(
                "POST",
                "/",
                "/",
                Map.of(),
                Map.of("x-amz-target", List.of("AWSGlue." + operation)),
                new ByteArrayInputStream(body),
                caller,
                "us-east-1",
                "request"));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        response.body().writeTo(out);
        return Json.MAPPER.readTree(out.toByteArray());
    }
}
