package io.millrace.insight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.wire.OperationInfo;
import io.millrace.wire.WireException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QuickSightServiceTest {

    private QuickSightHouse house;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        house = new QuickSightHouse(directory);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    private String fails(String method, String path, String body) {
        WireException[] caught = new WireException[1];
        assertThatThrownBy(() -> house.call(method, path, body)).isInstanceOfSatisfying(WireException.class, e -> {
            caught[0] = e;
        });
        return caught[0].code().status() + " " + caught[0].code().wireName() + ": " + caught[0].text();
    }

    @Test
    void theSeedsDataSourceComesBackAsItWasMade() throws Exception {
        JsonNode made = house.makeDataSource();

        assertThat(made.get("Arn").stringValue())
                .isEqualTo("arn:aws:quicksight:us-east-1:000000000000:datasource/poc-clickstream");
        assertThat(made.get("Status").intValue()).isEqualTo(202);
        JsonNode shown = house.call("GET", "/data-sources/poc-clickstream", "").get("DataSource");
        assertThat(shown.get("Type").stringValue()).isEqualTo("ATHENA");
        assertThat(shown.at("/DataSourceParameters/AthenaParameters/WorkGroup").stringValue())
                .isEqualTo("primary");
        assertThat(house.call("GET", "/data-sources", "").get("DataSources")).hasSize(1);
    }

    @Test
    void aSpiceDataSetImportsAtOnceAndSaysHowManyRows() throws Exception {
        house.makeDataSource();
        JsonNode made = house.makeDataSet("clicks", "SPICE");

        String id = made.get("IngestionId").stringValue();
        JsonNode ingestion = house.ended("clicks", id);
        assertThat(ingestion.get("IngestionStatus").stringValue()).isEqualTo("COMPLETED");
        assertThat(ingestion.at("/RowInfo/RowsIngested").longValue()).isEqualTo(5);
        assertThat(ingestion.get("RequestType").stringValue()).isEqualTo("INITIAL_INGESTION");
        assertThat(house.call("GET", "/data-sets/clicks", "")
                        .at("/DataSet/ConsumedSpiceCapacityInBytes")
                        .longValue())
                .isPositive();
    }

    @Test
    void aSnapshotChangesByAnIngestionAlone() throws Exception {
        house.makeDataSource();
        house.ended(
                "clicks",
                house.makeDataSet("clicks", "SPICE").get("IngestionId").stringValue());
        house.engine().click("entree_2", 9);
        assertThat(house.rows("clicks")).hasSize(4);

        house.call("PUT", "/data-sets/clicks/ingestions/again", "{'IngestionType':'FULL_REFRESH'}");

        assertThat(house.ended("clicks", "again")
                        .at("/RowInfo/TotalRowsInDataset")
                        .longValue())
                .isEqualTo(6);
        assertThat(house.rows("clicks")).hasSize(5);
        assertThat(house.snapshotFiles()).hasSize(1);
        assertThat(house.call("GET", "/data-sets/clicks/ingestions", "").get("Ingestions"))
                .hasSize(2);
    }

    @Test
    void aDirectQueryDataSetHasNoIngestion() throws Exception {
        house.makeDataSource();
        JsonNode made = house.makeDataSet("live", "DIRECT_QUERY");

        assertThat(made.has("IngestionArn")).isFalse();
        assertThat(fails("PUT", "/data-sets/live/ingestions/i", "{}")).startsWith("400 InvalidParameterValueException");
        house.engine().click("entree_2", 9);
        assertThat(house.rows("live")).hasSize(5);
    }

    @Test
    void anImportThatFailsSaysWhy() throws Exception {
        house.makeDataSource();
        JsonNode made = house.makeDataSet("clicks", "SPICE", "no_such_table");

        JsonNode ingestion = house.ended("clicks", made.get("IngestionId").stringValue());
        assertThat(ingestion.get("IngestionStatus").stringValue()).isEqualTo("FAILED");
        assertThat(ingestion.at("/ErrorInfo/Type").stringValue()).isEqualTo("SQL_TABLE_NOT_FOUND");
    }

    @Test
    void anImportThatACrashCutOffIsRunAgain() throws Exception {
        house.makeDataSource();
        house.stopThreads();
        String id = house.makeDataSet("clicks", "SPICE").get("IngestionId").stringValue();

        house.restart();

        assertThat(house.ended("clicks", id).at("/RowInfo/RowsIngested").longValue())
                .isEqualTo(5);
    }

    @Test
    void aDeletedDataSetLeavesNothingToItsNamesake() throws Exception {
        house.makeDataSource();
        house.ended(
                "clicks",
                house.makeDataSet("clicks", "SPICE").get("IngestionId").stringValue());

        house.call("DELETE", "/data-sets/clicks", "");

        assertThat(house.snapshotFiles()).isEmpty();
        house.makeDataSet("clicks", "DIRECT_QUERY");
        assertThat(house.call("GET", "/data-sets/clicks/ingestions", "").get("Ingestions"))
                .isEmpty();
    }

    @Test
    void anAnalysisComesBackAsItWasGiven() throws Exception {
        house.makeDataSource();
        house.makeDataSet("clicks", "DIRECT_QUERY");
        house.makeAnalysis("menu");

        JsonNode shown = house.call("GET", "/analyses/menu", "").get("Analysis");
        assertThat(shown.get("Status").stringValue()).isEqualTo("CREATION_SUCCESSFUL");
        assertThat(shown.at("/Sheets/0/SheetId").stringValue()).isEqualTo("s1");
        JsonNode definition = house.call("GET", "/analyses/menu/definition", "");
        assertThat(definition.get("Definition")).isEqualTo(QuickSightHouse.definition("clicks"));
        assertThat(definition.get("ResourceStatus").stringValue()).isEqualTo("CREATION_SUCCESSFUL");
    }

    @Test
    void aDeletedAnalysisCanBeRestoredWithinItsWindow() throws Exception {
        house.makeDataSource();
        house.makeDataSet("clicks", "DIRECT_QUERY");
        house.makeAnalysis("menu");

        house.call("DELETE", "/analyses/menu?recovery-window-in-days=7", "");
        assertThat(house.call("GET", "/analyses/menu", "")
                        .at("/Analysis/Status")
                        .stringValue())
                .isEqualTo("DELETED");
        house.call("POST", "/restore/analyses/menu", "");
        assertThat(house.call("GET", "/analyses/menu", "")
                        .at("/Analysis/Status")
                        .stringValue())
                .isEqualTo("CREATION_SUCCESSFUL");

        house.call("DELETE", "/analyses/menu?recovery-window-in-days=7", "");
        house.clock().advance(Duration.ofDays(8));
        assertThat(fails("GET", "/analyses/menu", "")).startsWith("404 ResourceNotFoundException");
    }

    @Test
    void aForcedDeleteIsAtOnce() throws Exception {
        house.makeDataSource();
        house.makeDataSet("clicks", "DIRECT_QUERY");
        house.makeAnalysis("menu");

        house.call("DELETE", "/analyses/menu?force-delete-without-recovery=true", "");

        assertThat(house.call("GET", "/analyses", "").get("AnalysisSummaryList"))
                .isEmpty();
    }

    @Test
    void aDashboardHasItsFirstVersion() throws Exception {
        house.makeDataSource();
        house.makeDataSet("clicks", "DIRECT_QUERY");
        house.call(
                "POST",
                "/dashboards/menu",
                "{'Name':'Menu','Definition':" + QuickSightHouse.definition("clicks") + "}");

        JsonNode shown = house.call("GET", "/dashboards/menu?alias-name=%24PUBLISHED", "")
                .get("Dashboard");
        assertThat(shown.at("/Version/VersionNumber").intValue()).isEqualTo(1);
        assertThat(shown.at("/Version/DataSetArns/0").stringValue()).endsWith("dataset/clicks");
        assertThat(house.call("GET", "/dashboards", "")
                        .at("/DashboardSummaryList/0/PublishedVersionNumber")
                        .intValue())
                .isEqualTo(1);
        house.call("DELETE", "/dashboards/menu", "");
        assertThat(fails("GET", "/dashboards/menu/definition", "")).contains("404");
    }

    @Test
    void aDefinitionThatDoesNotFitItsDataSetNamesEveryProblem() throws Exception {
        house.makeDataSource();
        house.makeDataSet("clicks", "DIRECT_QUERY");
        String broken = QuickSightHouse.definition("clicks").toString().replace("element_clicked", "nope");

        assertThat(fails("POST", "/analyses/menu", "{'Name':'Menu','Definition':" + broken + "}"))
                .startsWith("400 InvalidParameterValueException")
                .contains("visual 'bar'", "no column 'nope'");
    }

    @Test
    void errorsHaveQuickSightsNamesAndStatuses() throws Exception {
        assertThat(fails("GET", "/data-sets/nope", ""))
                .startsWith("404 ResourceNotFoundException: There is no data set");
        assertThat(fails("POST", "/data-sources", "{'DataSourceId':'a','Name':'a','Type':'ATHENA','FolderArns':['x']}"))
                .isEqualTo("400 InvalidParameterValueException: The parameter FolderArns is not supported here. "
                        + "Leave it out; see docs/compatibility.md.");
        house.makeDataSource();
        assertThat(fails("POST", "/data-sources", QuickSightHouse.DATA_SOURCE))
                .startsWith("409 ResourceExistsException");
        assertThat(fails("GET", "/data-sets?max-results=0", "")).startsWith("400 InvalidParameterValueException");
        house.deny("quicksight:DescribeDataSource");
        assertThat(fails("GET", "/data-sources/poc-clickstream", "")).startsWith("401 AccessDeniedException");
    }

    @Test
    void everyOperationOfTheModelIsServedOrRefusedByName() throws Exception {
        assertThat(house.service().operations()).hasSize(232);
        assertThat(house.service().operations())
                .filteredOn(OperationInfo::supported)
                .hasSize(29);
        assertThat(fails("PUT", "/data-sets/clicks", "{}")).contains("UpdateDataSet is not supported here");
    }

    @Test
    void listsArePaged() throws Exception {
        house.makeDataSource();
        for (String id : new String[] {"a", "b", "c"}) {
            house.makeDataSet(id, "DIRECT_QUERY");
        }

        JsonNode first = house.call("GET", "/data-sets?max-results=2", "");
        assertThat(first.get("DataSetSummaries")).hasSize(2);
        String token = first.get("NextToken").stringValue();
        JsonNode second = house.call("GET", "/data-sets?max-results=2&next-token=" + token, "");
        assertThat(second.at("/DataSetSummaries/0/DataSetId").stringValue()).isEqualTo("c");
        assertThat(second.has("NextToken")).isFalse();
    }

    @Test
    void queriesRunWithTheAuthorityOfTheDataSourcesMaker() throws Exception {
        house.makeDataSource();
        house.makeDataSet("live", "DIRECT_QUERY");

        house.rows("live");

        assertThat(house.engine().callers()).isNotEmpty().allMatch(caller -> caller.isRoot());
    }

    @Test
    void tagsAndPermissionsAreKept() throws Exception {
        house.call(
                "POST",
                "/data-sources",
                "{'DataSourceId':'a','Name':'a','Type':'ATHENA','Tags':[{'Key':'team','Value':'web'}],"
                        + "'Permissions':[{'Principal':'arn:p','Actions':['quicksight:DescribeDataSource']}]}");

        assertThat(house.call("GET", "/data-sources/a/permissions", "")
                        .at("/Permissions/0/Principal")
                        .stringValue())
                .isEqualTo("arn:p");
        assertThat(house.resource("GET", "arn:aws:quicksight:us-east-1:000000000000:datasource/a", "")
                        .at("/Tags/0/Value")
                        .stringValue())
                .isEqualTo("web");
    }
}
