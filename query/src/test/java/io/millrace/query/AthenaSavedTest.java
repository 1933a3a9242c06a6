package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Workgroups, named queries, prepared statements and tags. */
class AthenaSavedTest {

    private static final String ARN = "arn:aws:athena:us-east-1:000000000000:workgroup/analysts";

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws Exception {
        room = new QueryRoom(directory);
        room.succeed(QueryRoom.SEED);
        room.put("2026/11/23/17/a", "{\"element_clicked\":\"a\",\"time_spent\":1}\n".repeat(3));
        call(
                "CreateWorkGroup",
                "{'Name':'analysts','Description':'Who asks','Tags':[{'Key':'team','Value':'data'}],'Configuration':"
                        + "{'ResultConfiguration':{'OutputLocation':'s3://clicks/analysts/'},"
                        + "'BytesScannedCutoffPerQuery':10000000,'PublishCloudWatchMetricsEnabled':true}}");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aWorkgroupTellsWhatItWasGiven() throws Exception {
        JsonNode group = call("GetWorkGroup", "{'WorkGroup':'analysts'}").get("WorkGroup");
        assertThat(group.get("State").asString()).isEqualTo("ENABLED");
        assertThat(group.get("Description").asString()).isEqualTo("Who asks");
        JsonNode configuration = group.get("Configuration");
        assertThat(configuration.at("/ResultConfiguration/OutputLocation").asString())
                .isEqualTo("s3://clicks/analysts/");
        assertThat(configuration.get("EnforceWorkGroupConfiguration").asBoolean())
                .isTrue();
        assertThat(configuration.get("BytesScannedCutoffPerQuery").asLong()).isEqualTo(10_000_000);
        assertThat(names(call("ListWorkGroups", "{}").get("WorkGroups"), "Name"))
                .containsExactly("primary", "analysts");
        assertThatThrownBy(() -> call("CreateWorkGroup", "{'Name':'analysts'}"))
                .hasMessage("WorkGroup analysts is already created");
        assertThatThrownBy(() -> call("GetWorkGroup", "{'WorkGroup':'nobody'}"))
                .hasMessage("WorkGroup nobody is not found.");
    }

    @Test
    void anEnforcedOutputLocationWinsOverTheCallers() throws Exception {
        String start = "{'QueryString':'SELECT 1','WorkGroup':'analysts',"
                + "'ResultConfiguration':{'OutputLocation':'s3://clicks/mine/'}}";
        assertThat(finish(start).resultLocation()).startsWith("s3://clicks/analysts/");
        call(
                "UpdateWorkGroup",
                "{'WorkGroup':'analysts','ConfigurationUpdates':{'EnforceWorkGroupConfiguration':false}}");
        assertThat(finish(start).resultLocation()).startsWith("s3://clicks/mine/");
    }

    @Test
    void aQueryBeyondTheScanLimitIsCancelled() throws Exception {
        room.put("2026/11/23/17/large", "{\"element_clicked\":\"x\"}\n".repeat(500_000));
        String sql = "{'QueryString':'SELECT count(*) FROM my_ingested_data','WorkGroup':'analysts'}";
        Execution cancelled = finish(sql);
        assertThat(cancelled.state()).isEqualTo(Execution.State.CANCELLED);
        assertThat(cancelled.reason()).contains("Bytes scanned limit was exceeded");
        call(
                "UpdateWorkGroup",
                "{'WorkGroup':'analysts','ConfigurationUpdates':{'RemoveBytesScannedCutoffPerQuery':true}}");
        assertThat(finish(sql).state()).isEqualTo(Execution.State.SUCCEEDED);
    }

    @Test
    void aDisabledWorkgroupStartsNothing() throws Exception {
        call("UpdateWorkGroup", "{'WorkGroup':'analysts','State':'DISABLED'}");
        assertThatThrownBy(() -> call("StartQueryExecution", "{'QueryString':'SELECT 1','WorkGroup':'analysts'}"))
                .hasMessage("WorkGroup analysts is disabled.");
    }

    @Test
    void aWorkgroupWithQueriesIsDeletedOnlyRecursively() throws Exception {
        Execution execution = finish("{'QueryString':'SELECT 1','WorkGroup':'analysts'}");
        assertThatThrownBy(() -> call("DeleteWorkGroup", "{'WorkGroup':'analysts'}"))
                .hasMessageContaining("is not empty");
        call("DeleteWorkGroup", "{'WorkGroup':'analysts','RecursiveDeleteOption':true}");
        assertThat(names(call("ListWorkGroups", "{}").get("WorkGroups"), "Name"))
                .containsExactly("primary");
        assertThatThrownBy(() -> call("GetQueryExecution", "{'QueryExecutionId':'" + execution.id() + "'}"))
                .hasMessageContaining("was not found");
        assertThatThrownBy(() -> call("DeleteWorkGroup", "{'WorkGroup':'primary'}"))
                .hasMessageContaining("cannot be deleted");
    }

    @Test
    void whatAWorkgroupCannotDoHereIsRefusedByName() {
        assertThatThrownBy(() -> call(
                        "CreateWorkGroup",
                        "{'Name':'w','Configuration':{'ResultConfiguration':{'EncryptionConfiguration':"
                                + "{'EncryptionOption':'SSE_S3'}}}}"))
                .hasMessageContaining("EncryptionConfiguration");
        assertThatThrownBy(() -> call("CreateWorkGroup", "{'Name':'w','Configuration':{'RequesterPaysEnabled':true}}"))
                .hasMessageContaining("RequesterPaysEnabled");
        assertThatThrownBy(() ->
                        call("CreateWorkGroup", "{'Name':'w','Configuration':{'BytesScannedCutoffPerQuery':9999999}}"))
                .hasMessageContaining("10000000");
    }

    @Test
    void tagsAreKeptWithTheWorkgroup() throws Exception {
        call("TagResource", "{'ResourceARN':'" + ARN + "','Tags':[{'Key':'cost','Value':'7'}]}");
        call("UntagResource", "{'ResourceARN':'" + ARN + "','TagKeys':['team']}");
        JsonNode tags =
                call("ListTagsForResource", "{'ResourceARN':'" + ARN + "'}").get("Tags");
        assertThat(names(tags, "Key")).containsExactly("cost");
        call("DeleteWorkGroup", "{'WorkGroup':'analysts'}");
        call("CreateWorkGroup", "{'Name':'analysts'}");
        assertThat(call("ListTagsForResource", "{'ResourceARN':'" + ARN + "'}").get("Tags"))
                .isEmpty();
    }

    @Test
    void namedQueriesAreKeptChangedListedAndDeleted() throws Exception {
        String create = "{'Name':'top','Database':'default','QueryString':'SELECT 1','WorkGroup':'analysts',"
                + "'ClientRequestToken':'" + "n".repeat(32) + "'}";
        String id = call("CreateNamedQuery", create).get("NamedQueryId").asString();
        assertThat(call("CreateNamedQuery", create).get("NamedQueryId").asString())
                .isEqualTo(id);
        call("UpdateNamedQuery", "{'NamedQueryId':'" + id + "','Name':'best','QueryString':'SELECT 2'}");
        JsonNode named = call("GetNamedQuery", "{'NamedQueryId':'" + id + "'}").get("NamedQuery");
        assertThat(named.get("Name").asString()).isEqualTo("best");
        assertThat(named.get("QueryString").asString()).isEqualTo("SELECT 2");
        assertThat(named.get("WorkGroup").asString()).isEqualTo("analysts");
        assertThat(call("ListNamedQueries", "{}").get("NamedQueryIds")).isEmpty();
        assertThat(call("ListNamedQueries", "{'WorkGroup':'analysts'}").get("NamedQueryIds"))
                .hasSize(1);
        JsonNode batch = call("BatchGetNamedQuery", "{'NamedQueryIds':['" + id + "','nope']}");
        assertThat(batch.get("NamedQueries")).hasSize(1);
        assertThat(names(batch.get("UnprocessedNamedQueryIds"), "NamedQueryId")).containsExactly("nope");
        call("DeleteNamedQuery", "{'NamedQueryId':'" + id + "'}");
        assertThatThrownBy(() -> call("GetNamedQuery", "{'NamedQueryId':'" + id + "'}"))
                .hasMessageContaining("was not found");
    }

    @Test
    void preparedStatementsRunWithTheirParameters() throws Exception {
        call(
                "CreatePreparedStatement",
                "{'StatementName':'counted','WorkGroup':'analysts','QueryStatement':"
                        + "'SELECT count(*) FROM my_ingested_data WHERE element_clicked = ? AND time_spent > ?'}");
        assertThat(answer("{\"QueryString\":\"EXECUTE counted USING 'a', -1\",\"WorkGroup\":\"analysts\"}"))
                .containsExactly("_col0", "3");
        assertThat(answer("{\"QueryString\":\"EXECUTE counted\",\"WorkGroup\":\"analysts\","
                        + "\"ExecutionParameters\":[\"'a'\",\"1\"]}"))
                .containsExactly("_col0", "0");
        assertThat(finish("{'QueryString':'EXECUTE counted','WorkGroup':'primary',"
                                + "'ResultConfiguration':{'OutputLocation':'s3://clicks/r/'}}")
                        .reason())
                .contains("NOT_FOUND: Prepared statement not found: counted");
        call(
                "UpdatePreparedStatement",
                "{'StatementName':'counted','WorkGroup':'analysts','QueryStatement':'SELECT 7'}");
        assertThat(answer("{'QueryString':'EXECUTE counted','WorkGroup':'analysts'}"))
                .containsExactly("_col0", "7");
        JsonNode batch = call(
                "BatchGetPreparedStatement", "{'PreparedStatementNames':['counted','nope'],'WorkGroup':'analysts'}");
        assertThat(names(batch.get("PreparedStatements"), "QueryStatement")).containsExactly("SELECT 7");
        assertThat(names(batch.get("UnprocessedPreparedStatementNames"), "StatementName"))
                .containsExactly("nope");
        call("DeletePreparedStatement", "{'StatementName':'counted','WorkGroup':'analysts'}");
        assertThat(call("ListPreparedStatements", "{'WorkGroup':'analysts'}").get("PreparedStatements"))
                .isEmpty();
    }

    @Test
    void sqlPreparesAndForgetsToo() throws Exception {
        assertThat(finish("{'QueryString':'PREPARE twice FROM SELECT 2 * ?;','WorkGroup':'analysts'}")
                        .state())
                .isEqualTo(Execution.State.SUCCEEDED);
        assertThat(call("GetPreparedStatement", "{'StatementName':'twice','WorkGroup':'analysts'}")
                        .at("/PreparedStatement/QueryStatement")
                        .asString())
                .isEqualTo("SELECT 2 * ?");
        assertThat(answer("{'QueryString':'EXECUTE twice USING 21','WorkGroup':'analysts'}"))
                .containsExactly("_col0", "42");
        finish("{'QueryString':'DEALLOCATE PREPARE twice','WorkGroup':'analysts'}");
        assertThatThrownBy(() -> call("GetPreparedStatement", "{'StatementName':'twice','WorkGroup':'analysts'}"))
                .hasMessageContaining("was not found");
    }

    private List<String> answer(String start) throws Exception {
        Execution execution = finish(start);
        assertThat(execution.reason()).isEmpty();
        return AthenaCalls.rows(call("GetQueryResults", "{'QueryExecutionId':'" + execution.id() + "'}"));
    }

    private Execution finish(String start) throws Exception {
        return room.finish(
                call("StartQueryExecution", start).get("QueryExecutionId").asString());
    }

    private JsonNode call(String operation, String body) throws Exception {
        return AthenaCalls.call(room, operation, body);
    }

    private static List<String> names(JsonNode nodes, String member) {
        List<String> names = new ArrayList<>();
        nodes.forEach(node -> names.add(node.get(member).asString()));
        return names;
    }
}
