package io.millrace.insight.api;

import io.millrace.base.Clock;
import io.millrace.insight.data.Authority;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.data.Ingestions;
import io.millrace.insight.state.IngestionStore;
import io.millrace.insight.state.InsightStore;
import io.millrace.insight.state.Kind;
import io.millrace.wire.RestJsonService;
import io.millrace.wire.WireService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The table of QuickSight's operations. */
public final class QuickSightService {

    private static final String NO_USERS = "there are no QuickSight users here; IAM decides alone.";
    private static final String NOT_YET = "it is not part of this version.";

    /** What is different here, for the compatibility page. */
    private static final Map<String, String> NOTES = Map.of(
            "CreateDataSource", "ATHENA, workgroup primary. Without a RoleArn it reads with its maker's authority.",
            "CreateDataSet",
                    "One RelationalTable or CustomSql; a LogicalTableMap may choose and rename columns. SPICE imports"
                            + " at most insight.import-rows rows.",
            "CreateIngestion", "FULL_REFRESH. Imports run one at a time.",
            "CreateAnalysis",
                    "Definition only. Bar, line, pie, KPI and table visuals; category, numeric and time range filters"
                            + " with fixed values. All else in a definition is refused by name.",
            "CreateDashboard", "As CreateAnalysis. A dashboard has one version.",
            "DescribeDataSetPermissions", "Kept and given back. IAM policies alone decide.",
            "DescribeDataSourcePermissions", "Kept and given back. IAM policies alone decide.",
            "DescribeAnalysisPermissions", "Kept and given back. IAM policies alone decide.",
            "DescribeDashboardPermissions", "Kept and given back. IAM policies alone decide.");

    private QuickSightService() {}

    /** What the operations work on. */
    public record Parts(
            String account,
            InsightStore resources,
            IngestionStore ingestionStore,
            DataSets dataSets,
            Ingestions ingestions) {}

    public static WireService of(Parts parts, Authority authority, Clock clock, RandomGenerator random) {
        Desk desk = new Desk(parts.account(), parts.resources(), authority, clock);
        Map<String, Desk.Work> works = new LinkedHashMap<>();
        dataOperations(works, desk, parts, random);
        definitionOperations(works, desk, new Definitions(desk, parts.dataSets()));
        Tags tags = new Tags(desk);
        works.put("ListTagsForResource", tags::list);
        works.put("TagResource", tags::tag);
        works.put("UntagResource", tags::untag);
        return build(desk, works);
    }

    private static void dataOperations(Map<String, Desk.Work> works, Desk desk, Parts parts, RandomGenerator random) {
        DataSourceOperations sources = new DataSourceOperations(desk);
        works.put("CreateDataSource", sources::create);
        works.put("DescribeDataSource", sources::describe);
        works.put("ListDataSources", sources::list);
        works.put("DeleteDataSource", sources::delete);
        DataSetOperations sets = new DataSetOperations(desk, parts.ingestions(), parts.ingestionStore(), random);
        works.put("CreateDataSet", sets::create);
        works.put("DescribeDataSet", sets::describe);
        works.put("ListDataSets", sets::list);
        works.put("DeleteDataSet", sets::delete);
        IngestionOperations imports = new IngestionOperations(desk, parts.ingestions(), parts.ingestionStore());
        works.put("CreateIngestion", imports::create);
        works.put("DescribeIngestion", imports::describe);
        works.put("ListIngestions", imports::list);
        works.put(
                "DescribeDataSourcePermissions",
                new PermissionOperations(desk, Kind.DATA_SOURCE, "DataSource")::describe);
        works.put("DescribeDataSetPermissions", new PermissionOperations(desk, Kind.DATA_SET, "DataSet")::describe);
    }

    private static void definitionOperations(Map<String, Desk.Work> works, Desk desk, Definitions definitions) {
        AnalysisOperations analyses = new AnalysisOperations(desk, definitions);
        works.put("CreateAnalysis", analyses::create);
        works.put("DescribeAnalysis", analyses::describe);
        works.put("DescribeAnalysisDefinition", analyses::describeDefinition);
        works.put("ListAnalyses", analyses::list);
        works.put("DeleteAnalysis", analyses::delete);
        works.put("RestoreAnalysis", analyses::restore);
        DashboardOperations dashboards = new DashboardOperations(desk, definitions);
        works.put("CreateDashboard", dashboards::create);
        works.put("DescribeDashboard", dashboards::describe);
        works.put("DescribeDashboardDefinition", dashboards::describeDefinition);
        works.put("ListDashboards", dashboards::list);
        works.put("DeleteDashboard", dashboards::delete);
        works.put("DescribeAnalysisPermissions", new PermissionOperations(desk, Kind.ANALYSIS, "Analysis")::describe);
        works.put(
                "DescribeDashboardPermissions", new PermissionOperations(desk, Kind.DASHBOARD, "Dashboard")::describe);
    }

    /** Every operation of the model has its line; those without work are refused. */
    private static WireService build(Desk desk, Map<String, Desk.Work> works) {
        RestJsonService.Builder builder = RestJsonService.named("quicksight");
        for (String line : model()) {
            String[] parts = line.split(" ", 3);
            Desk.Work work = works.get(parts[0]);
            if (work == null) {
                builder.refused(parts[0], reason(parts[0]), parts[1], parts[2]);
            } else {
                String note = NOTES.getOrDefault(parts[0], "");
                builder.operation(parts[0], note, parts[1], parts[2], desk.operation(work));
            }
        }
        return builder.build();
    }

    private static String reason(String operation) {
        boolean users = operation.contains("User")
                || operation.contains("Group")
                || operation.contains("Namespace")
                || operation.contains("Permission");
        return users ? NO_USERS : NOT_YET;
    }

    /** Lines of name, method and path. */
    private static List<String> model() {
        try (InputStream file = QuickSightService.class.getResourceAsStream("/io/millrace/insight/operations.txt")) {
            if (file == null) {
                throw new IllegalStateException("operations.txt is not on the class path.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
