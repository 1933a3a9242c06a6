package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Athena's operations, document by document. */
class AthenaTest {

    private static final String OUTPUT = "'ResultConfiguration':{'OutputLocation':'s3://clicks/results/'}";

    private static final String EVENTS = "{\"element_clicked\":\"a\",\"time_spent\":1}\n{\"element_clicked\":\"b\"}\n";

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed(QueryRoom.SEED);
        room.put("2026/11/23/17/a", EVENTS);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aSelectsFirstPageBeginsWithTheColumnNamesAndPagesFollow() throws Exception {
        String id = start("SELECT element_clicked, time_spent FROM my_ingested_data ORDER BY 1");
        JsonNode first = call("GetQueryResults", "{'QueryExecutionId':'" + id + "','MaxResults':2}");
        assertThat(AthenaCalls.rows(first)).containsExactly("element_clicked|time_spent", "a|1");
        JsonNode second = call(
                "GetQueryResults",
                "{'QueryExecutionId':'" + id + "','NextToken':'"
                        + first.get("NextToken").asString() + "'}");
        assertThat(AthenaCalls.rows(second)).containsExactly("b|-");
        assertThat(second.has("NextToken")).isFalse();
        JsonNode info = first.at("/ResultSet/ResultSetMetadata/ColumnInfo/1");
        assertThat(info.get("Name").asString()).isEqualTo("time_spent");
        assertThat(info.get("Type").asString()).isEqualTo("integer");
    }

    @Test
    void ddlAnswersHaveNoHeaderRow() throws Exception {
        assertThat(AthenaCalls.rows(call("GetQueryResults", "{'QueryExecutionId':'" + start("SHOW TABLES") + "'}")))
                .containsExactly("my_ingested_data");
    }

    @Test
    void anExecutionTellsStateTypeCostAndPlace() throws Exception {
        String id = start("SELECT count(*) FROM my_ingested_data");
        JsonNode execution =
                call("GetQueryExecution", "{'QueryExecutionId':'" + id + "'}").get("QueryExecution");
        assertThat(execution.at("/Status/State").asString()).isEqualTo("SUCCEEDED");
        assertThat(execution.get("StatementType").asString()).isEqualTo("DML");
        assertThat(execution.at("/Statistics/DataScannedInBytes").asLong()).isEqualTo(EVENTS.length());
        assertThat(execution.at("/ResultConfiguration/OutputLocation").asString())
                .isEqualTo("s3://clicks/results/" + id + ".csv");
        assertThat(call("ListQueryExecutions", "{}")
                        .get("QueryExecutionIds")
                        .get(0)
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void withoutAnOutputLocationAthenasErrorSaysSoUntilTheWorkgroupHasOne() throws Exception {
        assertThatThrownBy(() -> call("StartQueryExecution", "{'QueryString':'SELECT 1'}"))
                .isInstanceOf(WireException.class)
                .hasMessage("No output location provided. An output location is required either through the Workgroup"
                        + " result configuration setting or as an API input.");
        call(
                "UpdateWorkGroup",
                "{'WorkGroup':'primary','ConfigurationUpdates':{'ResultConfigurationUpdates':"
                        + "{'OutputLocation':'s3://clicks/group/'}}}");
        JsonNode started = call("StartQueryExecution", "{'QueryString':'SELECT 1','WorkGroup':'primary'}");
        assertThat(room.finish(started.get("QueryExecutionId").asString()).resultLocation())
                .startsWith("s3://clicks/group/");
    }

    @Test
    void aTokenStartsOnce() throws Exception {
        String body = "{'QueryString':'SELECT 1','ClientRequestToken':'" + "t".repeat(32) + "'," + OUTPUT + "}";
        assertThat(call("StartQueryExecution", body)).isEqualTo(call("StartQueryExecution", body));
        assertThatThrownBy(() -> call("StartQueryExecution", body.replace("SELECT 1", "SELECT 2")))
                .hasMessageContaining("Idempotent");
    }

    @Test
    void parametersStandForQuestionMarks() throws Exception {
        JsonNode started = call(
                "StartQueryExecution",
                "{'QueryString':'SELECT count(*) FROM my_ingested_data WHERE element_clicked = ?',"
                        + "'ExecutionParameters':[\"'a'\"]," + OUTPUT + "}");
        String id = started.get("QueryExecutionId").asString();
        room.finish(id);
        assertThat(AthenaCalls.rows(call("GetQueryResults", "{'QueryExecutionId':'" + id + "'}")))
                .containsExactly("_col0", "1");
    }

    @Test
    void aFailedStatementSaysWhyAndHasNoResults() throws Exception {
        String id = start("SELECT nope FROM my_ingested_data");
        JsonNode status =
                call("GetQueryExecution", "{'QueryExecutionId':'" + id + "'}").at("/QueryExecution/Status");
        assertThat(status.get("State").asString()).isEqualTo("FAILED");
        assertThat(status.get("StateChangeReason").asString()).startsWith("COLUMN_NOT_FOUND: line 1:8:");
        assertThat(status.at("/AthenaError/ErrorCategory").asInt()).isEqualTo(2);
        assertThatThrownBy(() -> call("GetQueryResults", "{'QueryExecutionId':'" + id + "'}"))
                .hasMessageContaining("Final query state: FAILED");
    }

    @Test
    void stoppingReallyStops() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            many.append("{\"time_spent\":").append(i).append("}\n");
        }
        room.put("2026/11/23/17/many", many.toString());
        JsonNode started = call(
                "StartQueryExecution",
                "{'QueryString':'SELECT count(*) FROM my_ingested_data a, my_ingested_data b, my_ingested_data c,"
                        + " my_ingested_data d WHERE a.time_spent + b.time_spent + c.time_spent + d.time_spent = 7',"
                        + OUTPUT + "}");
        String id = started.get("QueryExecutionId").asString();
        while (room.query.execution(id).state() == Execution.State.QUEUED) {
            Thread.onSpinWait();
        }
        long stopped = System.nanoTime();
        call("StopQueryExecution", "{'QueryExecutionId':'" + id + "'}");
        assertThat(room.finish(id).state()).isEqualTo(Execution.State.CANCELLED);
        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void catalogsDatabasesAndTablesAreListed() throws Exception {
        assertThat(call("ListDatabases", "{'CatalogName':'AwsDataCatalog'}")
                        .at("/DatabaseList/0/Name")
                        .asString())
                .isEqualTo("default");
        JsonNode table = call(
                        "GetTableMetadata",
                        "{'CatalogName':'AwsDataCatalog','DatabaseName':'default','TableName':'my_ingested_data'}")
                .get("TableMetadata");
        assertThat(table.at("/Columns/1/Type").asString()).isEqualTo("int");
        assertThat(table.at("/PartitionKeys/0/Name").asString()).isEqualTo("datehour");
        assertThat(call("GetWorkGroup", "{'WorkGroup':'primary'}")
                        .at("/WorkGroup/State")
                        .asString())
                .isEqualTo("ENABLED");
    }

    @Test
    void whatIsNotSupportedIsNamed() {
        assertThatThrownBy(() -> call(
                        "StartQueryExecution",
                        "{'QueryString':'SELECT 1','ResultReuseConfiguration':{}," + OUTPUT + "}"))
                .hasMessageContaining("ResultReuseConfiguration");
        assertThatThrownBy(() -> call("CreateNotebook", "{}")).hasMessageContaining("CreateNotebook");
        assertThatThrownBy(() -> call("GetQueryExecution", "{'QueryExecutionId':'nope'}"))
                .hasMessage("QueryExecution nope was not found");
    }

    private String start(String sql) throws Exception {
        JsonNode started = call("StartQueryExecution", "{'QueryString':'" + sql + "'," + OUTPUT + "}");
        String id = started.get("QueryExecutionId").asString();
        room.finish(id);
        return id;
    }

    private JsonNode call(String operation, String body) throws Exception {
        return AthenaCalls.call(room, operation, body);
    }
}
