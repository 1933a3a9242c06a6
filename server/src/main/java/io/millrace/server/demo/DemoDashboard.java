package io.millrace.server.demo;

import software.amazon.awssdk.services.quicksight.model.AnalysisDefinition;
import software.amazon.awssdk.services.quicksight.model.BarChartVisual;
import software.amazon.awssdk.services.quicksight.model.ColumnIdentifier;
import software.amazon.awssdk.services.quicksight.model.DashboardVersionDefinition;
import software.amazon.awssdk.services.quicksight.model.DataSetIdentifierDeclaration;
import software.amazon.awssdk.services.quicksight.model.DataSetImportMode;
import software.amazon.awssdk.services.quicksight.model.DataSourceType;
import software.amazon.awssdk.services.quicksight.model.DimensionField;
import software.amazon.awssdk.services.quicksight.model.InputColumn;
import software.amazon.awssdk.services.quicksight.model.InputColumnDataType;
import software.amazon.awssdk.services.quicksight.model.MeasureField;
import software.amazon.awssdk.services.quicksight.model.PhysicalTable;
import software.amazon.awssdk.services.quicksight.model.ResourceExistsException;
import software.amazon.awssdk.services.quicksight.model.SheetDefinition;
import software.amazon.awssdk.services.quicksight.model.SimpleNumericalAggregationFunction;
import software.amazon.awssdk.services.quicksight.model.Visual;

/** Stage 9: a data source, a data set that asks Athena each time, an analysis and a dashboard of it. */
final class DemoDashboard {

    static final String ID = "clickstream";
    private static final String DATA_SET = "my_ingested_data";

    private final DemoClients aws;
    private final String account;

    DemoDashboard(DemoClients aws) {
        this.aws = aws;
        this.account = aws.sts.getCallerIdentity().account();
    }

    /** Creates what is missing. */
    void provision() {
        dataSource();
        dataSet();
        analysis();
        dashboard();
    }

    private void dataSource() {
        try {
            aws.quicksight.createDataSource(create -> create.awsAccountId(account)
                    .dataSourceId("poc-clickstream")
                    .name("poc-clickstream")
                    .type(DataSourceType.ATHENA)
                    .dataSourceParameters(
                            parameters -> parameters.athenaParameters(athena -> athena.workGroup("primary"))));
        } catch (ResourceExistsException standsAlready) {
            // Provisioned by an earlier run.
        }
    }

    private void dataSet() {
        PhysicalTable table = PhysicalTable.builder()
                .relationalTable(relational -> relational
                        .dataSourceArn(arn("datasource/poc-clickstream"))
                        .catalog("AwsDataCatalog")
                        .schema("default")
                        .name("my_ingested_data")
                        .inputColumns(
                                column("element_clicked", InputColumnDataType.STRING),
                                column("time_spent", InputColumnDataType.INTEGER),
                                column("source_menu", InputColumnDataType.STRING),
                                column("created_at", InputColumnDataType.STRING),
                                column("datehour", InputColumnDataType.STRING)))
                .build();
        try {
            aws.quicksight.createDataSet(create -> create.awsAccountId(account)
                    .dataSetId(DATA_SET)
                    .name("my_ingested_data")
                    .importMode(DataSetImportMode.DIRECT_QUERY)
                    .physicalTableMap(java.util.Map.of("clicks", table)));
        } catch (ResourceExistsException standsAlready) {
            // Provisioned by an earlier run.
        }
    }

    private static InputColumn column(String name, InputColumnDataType type) {
        return InputColumn.builder().name(name).type(type).build();
    }

    private void analysis() {
        try {
            aws.quicksight.createAnalysis(create -> create.awsAccountId(account)
                    .analysisId(ID)
                    .name("Clickstream")
                    .definition(AnalysisDefinition.builder()
                            .dataSetIdentifierDeclarations(clicks())
                            .sheets(sheet())
                            .build()));
        } catch (ResourceExistsException standsAlready) {
            // Provisioned by an earlier run.
        }
    }

    private void dashboard() {
        try {
            aws.quicksight.createDashboard(create -> create.awsAccountId(account)
                    .dashboardId(ID)
                    .name("Clickstream")
                    .definition(DashboardVersionDefinition.builder()
                            .dataSetIdentifierDeclarations(clicks())
                            .sheets(sheet())
                            .build()));
        } catch (ResourceExistsException standsAlready) {
            // Provisioned by an earlier run.
        }
    }

    private DataSetIdentifierDeclaration clicks() {
        return DataSetIdentifierDeclaration.builder()
                .identifier("clicks")
                .dataSetArn(arn("dataset/" + DATA_SET))
                .build();
    }

    private static SheetDefinition sheet() {
        return SheetDefinition.builder()
                .sheetId("menu")
                .name("The menu")
                .visuals(clicksByElement(), timeByElement())
                .build();
    }

    private static Visual clicksByElement() {
        MeasureField clicks = MeasureField.builder()
                .categoricalMeasureField(measure -> measure.fieldId("clicks")
                        .column(column("element_clicked"))
                        .aggregationFunction("COUNT"))
                .build();
        return Visual.builder()
                .barChartVisual(bars("clicks-by-element", "Clicks by menu item", clicks))
                .build();
    }

    private static Visual timeByElement() {
        MeasureField seconds = MeasureField.builder()
                .numericalMeasureField(measure -> measure.fieldId("seconds")
                        .column(column("time_spent"))
                        .aggregationFunction(aggregation ->
                                aggregation.simpleNumericalAggregation(SimpleNumericalAggregationFunction.AVERAGE)))
                .build();
        return Visual.builder()
                .barChartVisual(bars("time-by-element", "Average time before the click (s)", seconds))
                .build();
    }

    private static BarChartVisual bars(String id, String title, MeasureField value) {
        DimensionField element = DimensionField.builder()
                .categoricalDimensionField(
                        dimension -> dimension.fieldId("element").column(column("element_clicked")))
                .build();
        return BarChartVisual.builder()
                .visualId(id)
                .title(label -> label.visibility("VISIBLE").formatText(text -> text.plainText(title)))
                .chartConfiguration(chart -> chart.fieldWells(wells -> wells.barChartAggregatedFieldWells(
                        fields -> fields.category(element).values(value))))
                .build();
    }

    private static ColumnIdentifier column(String name) {
        return ColumnIdentifier.builder()
                .dataSetIdentifier("clicks")
                .columnName(name)
                .build();
    }

    private String arn(String resource) {
        return "arn:aws:quicksight:us-east-1:" + account + ":" + resource;
    }
}
