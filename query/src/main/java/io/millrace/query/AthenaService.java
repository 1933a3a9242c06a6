package io.millrace.query;

import io.millrace.wire.JsonService;
import io.millrace.wire.WireService;

/** The one table of Athena's operations. */
final class AthenaService {

    private static final String[] WORKGROUPS = {
        "CreateWorkGroup", "DeleteWorkGroup", "ListTagsForResource", "TagResource", "UntagResource"
    };
    private static final String[] SAVED = {
        "CreateNamedQuery",
        "GetNamedQuery",
        "BatchGetNamedQuery",
        "ListNamedQueries",
        "UpdateNamedQuery",
        "DeleteNamedQuery",
        "CreatePreparedStatement",
        "GetPreparedStatement",
        "BatchGetPreparedStatement",
        "ListPreparedStatements",
        "UpdatePreparedStatement",
        "DeletePreparedStatement"
    };
    private static final String[] CATALOGS = {"CreateDataCatalog", "UpdateDataCatalog", "DeleteDataCatalog"};
    private static final String[] OTHERS = {
        "StartSession",
        "GetSession",
        "GetSessionStatus",
        "ListSessions",
        "TerminateSession",
        "StartCalculationExecution",
        "GetCalculationExecution",
        "GetCalculationExecutionCode",
        "GetCalculationExecutionStatus",
        "ListCalculationExecutions",
        "StopCalculationExecution",
        "CreateNotebook",
        "CreatePresignedNotebookUrl",
        "DeleteNotebook",
        "ExportNotebook",
        "GetNotebookMetadata",
        "ImportNotebook",
        "ListNotebookMetadata",
        "ListNotebookSessions",
        "UpdateNotebook",
        "UpdateNotebookMetadata",
        "ListExecutors",
        "ListApplicationDPUSizes",
        "CreateCapacityReservation",
        "CancelCapacityReservation",
        "DeleteCapacityReservation",
        "GetCapacityReservation",
        "ListCapacityReservations",
        "UpdateCapacityReservation",
        "GetCapacityAssignmentConfiguration",
        "PutCapacityAssignmentConfiguration"
    };

    private AthenaService() {}

    static WireService of(Query query, Query.Surroundings around, WorkGroupStore groups, String account) {
        AthenaExecutions executions = new AthenaExecutions(query);
        AthenaResults results = new AthenaResults(query, around.objects());
        AthenaWorkGroups workGroups = new AthenaWorkGroups(query, groups);
        AthenaMetadata metadata = new AthenaMetadata(around.catalog(), around.access(), account);
        return JsonService.named("athena", "AmazonAthena")
                .operation("StartQueryExecution", "ResultReuseConfiguration is refused", executions::start)
                .operation("GetQueryExecution", executions::get)
                .operation("BatchGetQueryExecution", executions::batchGet)
                .operation("ListQueryExecutions", executions::list)
                .operation("StopQueryExecution", executions::stop)
                .operation("GetQueryRuntimeStatistics", "Timeline and Rows only", executions::statistics)
                .operation("GetQueryResults", results::get)
                .operation("GetWorkGroup", workGroups::get)
                .operation("ListWorkGroups", workGroups::list)
                .operation("UpdateWorkGroup", "primary: description and result location", workGroups::update)
                .operation("ListEngineVersions", workGroups::engineVersions)
                .operation("ListDataCatalogs", metadata::catalogs)
                .operation("GetDataCatalog", metadata::catalog)
                .operation("ListDatabases", metadata::databases)
                .operation("GetDatabase", metadata::database)
                .operation("ListTableMetadata", metadata::tables)
                .operation("GetTableMetadata", metadata::table)
                .refused("only the workgroup primary stands here yet.", WORKGROUPS)
                .refused("named queries and prepared statements are not kept yet.", SAVED)
                .refused("there is one data catalog, AwsDataCatalog.", CATALOGS)
                .refused("notebooks, sessions and capacity reservations are no part of this.", OTHERS)
                .build();
    }
}
