package io.millrace.insight.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Json;
import io.millrace.wire.WireException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class DefinitionReaderTest {

    private static final String DECLARATION =
            "'DataSetIdentifierDeclarations':[{'Identifier':'clicks','DataSetArn':'arn:aws:quicksight:us-east-1:0:dataset/d'}]";
    private static final String CATEGORY =
            "{'CategoricalDimensionField':{'FieldId':'c','Column':{'DataSetIdentifier':'clicks','ColumnName':'element_clicked'}}}";
    private static final String VALUE =
            "{'NumericalMeasureField':{'FieldId':'v','Column':{'DataSetIdentifier':'clicks','ColumnName':'time_spent'},"
                    + "'AggregationFunction':{'SimpleNumericalAggregation':'AVERAGE'}}}";

    private static Definition read(String json) {
        return DefinitionReader.read((ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"')));
    }

    private static Definition withVisual(String visual) {
        return read("{" + DECLARATION + ",'Sheets':[{'SheetId':'s','Name':'Menu','Visuals':[" + visual + "]}]}");
    }

    private static String bar(String more) {
        return "{'BarChartVisual':{'VisualId':'b','ChartConfiguration':{'FieldWells':{'BarChartAggregatedFieldWells':"
                + "{'Category':[" + CATEGORY + "],'Values':[" + VALUE + "]}}" + more + "}}}";
    }

    @Test
    void aBarChartIsReadWithAllThatItSays() {
        Definition definition = withVisual(bar(",'Orientation':'VERTICAL','BarsArrangement':'STACKED',"
                + "'SortConfiguration':{'CategorySort':[{'FieldSort':{'FieldId':'v','Direction':'DESC'}}],"
                + "'CategoryItemsLimit':{'ItemsLimit':5,'OtherCategories':'INCLUDE'}},"
                + "'Legend':{'Visibility':'HIDDEN'},'DataLabels':{'Visibility':'VISIBLE'},"
                + "'ValueLabelOptions':{'AxisLabelOptions':[{'CustomLabel':'seconds'}]}"));

        Visual visual = definition.visual("b").orElseThrow().visual();
        assertThat(visual.kind()).isEqualTo(VisualKind.BAR);
        assertThat(visual.wells().values())
                .containsExactly(new Measure(
                        "v",
                        Optional.of(new ColumnRef("clicks", "time_spent")),
                        Aggregation.AVERAGE,
                        Measure.Kind.NUMERICAL));
        assertThat(visual.sorting().order()).containsExactly(new FieldSort("v", true));
        assertThat(visual.sorting().limit()).contains(new ItemsLimit(5, true));
        assertThat(visual.look().orientation()).isEqualTo(Look.Orientation.VERTICAL);
        assertThat(visual.look().arrangement()).isEqualTo(Look.Arrangement.STACKED);
        assertThat(visual.look().legend()).contains(Look.Legend.HIDDEN);
        assertThat(visual.look().dataLabels()).isTrue();
        assertThat(visual.look().valueLabel().orElseThrow().words()).contains("seconds");
    }

    @Test
    void aChartWithoutValuesCountsRecords() {
        Definition definition = withVisual("{'PieChartVisual':{'VisualId':'p','ChartConfiguration':{'FieldWells':"
                + "{'PieChartAggregatedFieldWells':{'Category':[" + CATEGORY + "]}}}}}");

        assertThat(definition.visual("p").orElseThrow().visual().wells().values())
                .containsExactly(Measure.rowCount());
    }

    @Test
    void emptyMembersSayNothingAndAreNotRefused() {
        Definition definition = withVisual(bar(",'Tooltip':{},'ReferenceLines':[],'VisualPalette':null"));

        assertThat(definition.visuals()).hasSize(1);
    }

    @Test
    void theLayoutIsKept() {
        Definition definition = read("{" + DECLARATION + ",'Sheets':[{'SheetId':'s','Visuals':[" + bar("")
                + "],'Layouts':[{'Configuration':{'GridLayout':{'Elements':[{'ElementId':'b','ElementType':'VISUAL',"
                + "'ColumnIndex':0,'ColumnSpan':18,'RowIndex':2,'RowSpan':12}],'CanvasSizeOptions':"
                + "{'ScreenCanvasSizeOptions':{'ResizeOption':'FIXED','OptimizedViewPortWidth':'1200px'}}}}}]}]}");

        Sheet sheet = definition.sheets().getFirst();
        assertThat(sheet.layout()).isEqualTo(List.of(new GridElement("b", Optional.of(0), 18, Optional.of(2), 12)));
        assertThat(sheet.fixedWidth()).contains("1200px");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",'Tooltip':{'TooltipVisibility':'HIDDEN'}|"
                        + " Sheets.1.member.Visuals.1.member.BarChartVisual.ChartConfiguration.Tooltip",
                ",'Orientation':'DIAGONAL'| Member must be one of those supported here: [HORIZONTAL, VERTICAL]",
                ",'SortConfiguration':{'ColorSort':[{'FieldSort':{'FieldId':'v','Direction':'ASC'}}]}|"
                        + " SortConfiguration.ColorSort",
                ",'SortConfiguration':{'CategorySort':[{'FieldSort':{'FieldId':'x','Direction':'ASC'}}]}| stands in"
                        + " none of its wells",
                ",'SortConfiguration':{'CategoryItemsLimit':{'ItemsLimit':0}}| between 1 and 10000",
                ",'Legend':{'Title':{'CustomLabel':'x'}}| Legend.Title"
            })
    void whatIsNotUnderstoodIsRefusedByName(String more, String said) {
        assertThatThrownBy(() -> withVisual(bar(more)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'WordCloudVisual':{'VisualId':'w'}}| WordCloudVisual",
                "{}| A visual is empty",
                "{'BarChartVisual':{'VisualId':'a b','ChartConfiguration':{}}}| [\\w\\-]+"
            })
    void visualsThatCannotBeDrawnAreRefused(String visual, String said) {
        assertThatThrownBy(() -> withVisual(visual))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(said);
    }

    @Test
    void otherPartsOfADefinitionAreRefusedByName() {
        for (String part : List.of("CalculatedFields", "ParameterDeclarations", "ColumnConfigurations")) {
            assertThatThrownBy(() -> read("{" + DECLARATION + ",'" + part + "':[{'a':1}]}"))
                    .hasMessageContaining(part);
        }
    }

    @Test
    void aColumnOfAnUndeclaredDataSetIsRefused() {
        assertThatThrownBy(() -> withVisual(bar("").replace("'DataSetIdentifier':'clicks'", "'DataSetIdentifier':'x'")))
                .hasMessageContaining("'x' is not declared");
    }

    @Test
    void twoVisualsOfOneIdAreRefused() {
        assertThatThrownBy(() -> withVisual(bar("") + "," + bar(""))).hasMessageContaining("'b' is used twice");
    }

    @Test
    void filtersAreReadWithTheirScope() {
        Definition definition = read("{" + DECLARATION + ",'Sheets':[{'SheetId':'s','Visuals':[" + bar("")
                + "]}],'FilterGroups':[{'FilterGroupId':'g','CrossDataset':'SINGLE_DATASET','Filters':["
                + "{'CategoryFilter':{'FilterId':'f','Column':{'DataSetIdentifier':'clicks','ColumnName':'source_menu'},"
                + "'Configuration':{'FilterListConfiguration':{'MatchOperator':'CONTAINS','CategoryValues':['a','b']}}}}],"
                + "'ScopeConfiguration':{'SelectedSheets':{'SheetVisualScopingConfigurations':"
                + "[{'SheetId':'s','Scope':'SELECTED_VISUALS','VisualIds':['b']}]}}}]}");

        assertThat(definition.filters(definition.visual("b").orElseThrow()))
                .containsExactly(new Filter.OneOf(
                        new ColumnRef("clicks", "source_menu"), List.of("a", "b"), false, Filter.Nulls.UNSAID));
    }

    @Test
    void aGroupForAllSheetsMayBeAnEmptyObject() {
        Definition definition = read("{" + DECLARATION + ",'Sheets':[{'SheetId':'s','Visuals':[" + bar("")
                + "]}],'FilterGroups':[{'FilterGroupId':'g','CrossDataset':'SINGLE_DATASET','Filters':["
                + "{'TimeRangeFilter':{'FilterId':'f','Column':{'DataSetIdentifier':'clicks','ColumnName':'at'},"
                + "'RangeMinimumValue':{'StaticValue':1764000000},'IncludeMinimum':true,'NullOption':'NON_NULLS_ONLY'}}],"
                + "'ScopeConfiguration':{'AllSheets':{}}}]}");

        assertThat(definition.filters(definition.visual("b").orElseThrow())).hasSize(1);
    }

    @Test
    void filterKindsThatAreNotSupportedAreRefusedByName() {
        assertThatThrownBy(() -> read("{" + DECLARATION + ",'FilterGroups':[{'FilterGroupId':'g',"
                        + "'CrossDataset':'SINGLE_DATASET','Filters':[{'TopBottomFilter':{'FilterId':'f'}}],"
                        + "'ScopeConfiguration':{'AllSheets':{}}}]}"))
                .hasMessageContaining("TopBottomFilter");
    }
}
