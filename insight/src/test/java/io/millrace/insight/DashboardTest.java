package io.millrace.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.quicksight.model.BarChartVisual;
import software.amazon.awssdk.services.quicksight.model.ColumnIdentifier;
import software.amazon.awssdk.services.quicksight.model.CreateDataSetResponse;
import software.amazon.awssdk.services.quicksight.model.DataSetIdentifierDeclaration;
import software.amazon.awssdk.services.quicksight.model.DataSetImportMode;
import software.amazon.awssdk.services.quicksight.model.DataSourceType;
import software.amazon.awssdk.services.quicksight.model.DimensionField;
import software.amazon.awssdk.services.quicksight.model.Ingestion;
import software.amazon.awssdk.services.quicksight.model.IngestionStatus;
import software.amazon.awssdk.services.quicksight.model.InputColumn;
import software.amazon.awssdk.services.quicksight.model.InputColumnDataType;
import software.amazon.awssdk.services.quicksight.model.MeasureField;
import software.amazon.awssdk.services.quicksight.model.PhysicalTable;
import software.amazon.awssdk.services.quicksight.model.ResourceExistsException;
import software.amazon.awssdk.services.quicksight.model.ResourceNotFoundException;
import software.amazon.awssdk.services.quicksight.model.ResourceStatus;
import software.amazon.awssdk.services.quicksight.model.SheetDefinition;
import software.amazon.awssdk.services.quicksight.model.SimpleNumericalAggregationFunction;
import software.amazon.awssdk.services.quicksight.model.Visual;
import tools.jackson.databind.JsonNode;

/** By the AWS SDK and a browser's requests, over the real server and the real table. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DashboardTest {

    private static final String ACCOUNT = DashboardRoom.ACCOUNT;

    @TempDir
    Path directory;

    private DashboardRoom room;

    @BeforeEach
    void open() throws Exception {
        room = new DashboardRoom(directory);
        room.click("entree_1", 67);
        room.click("entree_1", 12);
        room.click("entree_4", 32);
        room.client()
                .createDataSource(request -> request.awsAccountId(ACCOUNT)
                        .dataSourceId("poc-clickstream")
                        .name("poc-clickstream")
                        .type(DataSourceType.ATHENA)
                        .dataSourceParameters(parameters -> parameters.athenaParameters(a -> a.workGroup("primary"))));
    }

    @AfterEach
    void close() {
        room.close();
    }

    private CreateDataSetResponse dataSet(String id, DataSetImportMode mode) {
        String source = room.client()
                .describeDataSource(r -> r.awsAccountId(ACCOUNT).dataSourceId("poc-clickstream"))
                .dataSource()
                .arn();
        PhysicalTable table = PhysicalTable.builder()
                .relationalTable(relation -> relation.dataSourceArn(source)
                        .catalog("AwsDataCatalog")
                        .schema("default")
                        .name("my_ingested_data")
                        .inputColumns(
                                column("element_clicked", InputColumnDataType.STRING),
                                column("time_spent", InputColumnDataType.INTEGER),
                                column("source_menu", InputColumnDataType.STRING)))
                .build();
        return room.client()
                .createDataSet(request -> request.awsAccountId(ACCOUNT)
                        .dataSetId(id)
                        .name("my_ingested_data")
                        .importMode(mode)
                        .physicalTableMap(Map.of("table", table)));
    }

    private static InputColumn column(String name, InputColumnDataType type) {
        return InputColumn.builder().name(name).type(type).build();
    }

    private static ColumnIdentifier field(String column) {
        return ColumnIdentifier.builder()
                .dataSetIdentifier("clicks")
                .columnName(column)
                .build();
    }

    private void analysis(String id, String dataSetArn) {
        MeasureField time = MeasureField.builder()
                .numericalMeasureField(measure -> measure.fieldId("time")
                        .column(field("time_spent"))
                        .aggregationFunction(f -> f.simpleNumericalAggregation(SimpleNumericalAggregationFunction.SUM)))
                .build();
        DimensionField element = DimensionField.builder()
                .categoricalDimensionField(
                        dimension -> dimension.fieldId("element").column(field("element_clicked")))
                .build();
        BarChartVisual bar = BarChartVisual.builder()
                .visualId("bar")
                .title(title -> title.formatText(text -> text.plainText("Time by dish")))
                .chartConfiguration(chart -> chart.fieldWells(wells -> wells.barChartAggregatedFieldWells(
                        w -> w.category(element).values(time))))
                .build();
        room.client()
                .createAnalysis(request -> request.awsAccountId(ACCOUNT)
                        .analysisId(id)
                        .name("my_ingested_data")
                        .definition(definition -> definition
                                .dataSetIdentifierDeclarations(DataSetIdentifierDeclaration.builder()
                                        .identifier("clicks")
                                        .dataSetArn(dataSetArn)
                                        .build())
                                .sheets(SheetDefinition.builder()
                                        .sheetId("sheet")
                                        .visuals(Visual.builder()
                                                .barChartVisual(bar)
                                                .build())
                                        .build())));
    }

    private JsonNode data(String analysis) throws Exception {
        HttpRequest request = room.request("/_/api/insight/analyses/" + analysis + "/visuals/bar/data")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return Json.MAPPER.readTree(room.browser()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private Ingestion ended(String dataSet, String id) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            Ingestion ingestion = room.client()
                    .describeIngestion(
                            r -> r.awsAccountId(ACCOUNT).dataSetId(dataSet).ingestionId(id))
                    .ingestion();
            boolean over = ingestion.ingestionStatus() == IngestionStatus.COMPLETED
                    || ingestion.ingestionStatus() == IngestionStatus.FAILED;
            if (over || Instant.now().isAfter(deadline)) {
                return ingestion;
            }
        }
    }

    @Test
    void theSeedsAnalysisIsDrawnFromTheTableItself() throws Exception {
        analysis("menu", dataSet("live", DataSetImportMode.DIRECT_QUERY).arn());

        JsonNode board = Json.MAPPER.readTree(room.get("/_/api/insight/analyses/menu"));
        assertThat(board.at("/sheets/0/visuals/0/title").stringValue()).isEqualTo("Time by dish");
        JsonNode data = data("menu");
        assertThat(data.get("rows").toString()).isEqualTo("[[\"entree_1\",79],[\"entree_4\",32]]");
        assertThat(data.at("/freshness/live").booleanValue()).isTrue();
        assertThat(data.get("sql").stringValue()).contains("FROM \"default\".\"my_ingested_data\"");
    }

    @Test
    void aSnapshotIsDrawnAsItWasTaken() throws Exception {
        CreateDataSetResponse made = dataSet("spice", DataSetImportMode.SPICE);
        assertThat(ended("spice", made.ingestionId()).rowInfo().rowsIngested()).isEqualTo(3);
        analysis("menu", made.arn());

        room.click("drink_1", 15);

        JsonNode data = data("menu");
        assertThat(data.get("rows").toString()).isEqualTo("[[\"entree_1\",79],[\"entree_4\",32]]");
        assertThat(data.at("/freshness/live").booleanValue()).isFalse();
    }

    @Test
    void aWatchedChartMovesWhenAnEventArrives() throws Exception {
        analysis("menu", dataSet("live", DataSetImportMode.DIRECT_QUERY).arn());
        HttpRequest request =
                room.request("/_/api/insight/live?kind=analyses&id=menu").build();
        try (Stream<String> lines = room.browser()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            Iterator<String> data =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(data.next()).contains("[\"entree_1\",79]");

            CompletableFuture<String> next = CompletableFuture.supplyAsync(data::next);
            room.click("drink_3", 140);

            // A second is the promise on an idle machine; a busy one gets more.
            assertThat(next.get(20, TimeUnit.SECONDS)).contains("[[\"drink_3\",140],[\"entree_1\",79]");
        }
    }

    @Test
    void aPageWithoutASessionIsToldNothing() throws Exception {
        analysis("menu", dataSet("live", DataSetImportMode.DIRECT_QUERY).arn());

        for (String path : new String[] {"analyses/menu", "boards", "live?kind=analyses&id=menu"}) {
            HttpResponse<String> answer = room.browser()
                    .send(room.stranger("/_/api/insight/" + path).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("my_ingested_data");
        }
    }

    @Test
    void aChartOverADeletedDataSetSaysSo() throws Exception {
        analysis("menu", dataSet("live", DataSetImportMode.DIRECT_QUERY).arn());

        room.client().deleteDataSet(r -> r.awsAccountId(ACCOUNT).dataSetId("live"));

        assertThat(data("menu").get("error").stringValue()).contains("was deleted");
    }

    @Test
    void theAnalysisGoesAsInTheSeed() throws Exception {
        analysis("menu", dataSet("live", DataSetImportMode.DIRECT_QUERY).arn());
        assertThatThrownBy(() -> dataSet("live", DataSetImportMode.DIRECT_QUERY))
                .isInstanceOf(ResourceExistsException.class);

        room.client().deleteAnalysis(r -> r.awsAccountId(ACCOUNT).analysisId("menu"));
        assertThat(room.client()
                        .describeAnalysis(r -> r.awsAccountId(ACCOUNT).analysisId("menu"))
                        .analysis()
                        .status())
                .isEqualTo(ResourceStatus.DELETED);
        room.client()
                .deleteAnalysis(r -> r.awsAccountId(ACCOUNT).analysisId("menu").forceDeleteWithoutRecovery(true));
        room.client().deleteDataSet(r -> r.awsAccountId(ACCOUNT).dataSetId("live"));
        room.client().deleteDataSource(r -> r.awsAccountId(ACCOUNT).dataSourceId("poc-clickstream"));
        assertThatThrownBy(() -> room.client()
                        .describeAnalysis(r -> r.awsAccountId(ACCOUNT).analysisId("menu")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(room.client().listDataSets(r -> r.awsAccountId(ACCOUNT)).dataSetSummaries())
                .isEmpty();
    }
}
