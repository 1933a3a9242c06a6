package io.millrace.query;

import io.millrace.wire.JsonService;
import io.millrace.wire.WireService;

/** The one table of Athena's operations. */
final class AthenaService {

    private static final String NOTE =
            "result location, scan limit, engine version, enforcement; CloudWatch metrics are"
                    + " only remembered, encryption and requester pays are refused";
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

    static WireService of(
            Query query, Query.Surroundings around, WorkGroupStore groups, SavedQueryStore saved, String account) {
        AthenaExecutions executions = new AthenaExecutions(query);
        AthenaResults results = new AthenaResults(query, around.objects());
        AthenaTags tags = new AthenaTags(around.control(), around.access(), query);
        AthenaWorkGroups workGroups = new AthenaWorkGroups(query, groups, tags, around.clock());
        AthenaNamedQueries named = new AthenaNamedQueries(query, saved, around.clock(), around.random());
        AthenaPreparedStatements prepared = new AthenaPreparedStatements(query, saved, around.clock());
        AthenaMetadata metadata = new AthenaMetadata(around.catalog(), around.access(), account);
        return JsonService.named("athena", "AmazonAthena")
                .operation("StartQueryExecution", "ResultReuseConfiguration is refused", executions::start)
                .operation("GetQueryExecution", executions::get)
                .operation("BatchGetQueryExecution", executions::batchGet)
                .operation("ListQueryExecutions", executions::list)
                .operation("StopQueryExecution", executions::stop)
                .operation("GetQueryRuntimeStatistics", "Timeline and Rows only", executions::statistics)
                .operation("GetQueryResults", results::get)
                .operation("CreateWorkGroup", NOTE, workGroups::create)
                .operation("GetWorkGroup", workGroups::get)
                .operation("ListWorkGroups", workGroups::list)
                .operation("UpdateWorkGroup", NOTE, workGroups::update)
                .operation("DeleteWorkGroup", workGroups::delete)
                .operation("TagResource", "workgroups", tags::add)
                .operation("UntagResource", "workgroups", tags::remove)
                .operation("ListTagsForResource", "workgroups", tags::list)
                .operation("CreateNamedQuery", named::create)
                .operation("GetNamedQuery", named::get)
                .operation("BatchGetNamedQuery", named::batchGet)
                .operation("ListNamedQueries", named::list)
                .operation("UpdateNamedQuery", named::update)
                .operation("DeleteNamedQuery", named::delete)
                .operation("CreatePreparedStatement", prepared::create)
                .operation("GetPreparedStatement", prepared::get)
                .operation("BatchGetPreparedStatement", prepared::batchGet)
                .operation("ListPreparedStatements", prepared::list)
                .operation("UpdatePreparedStatement", prepared::update)
                .operation("DeletePreparedStatement", prepared::delete)
                .operation("ListEngineVersions", workGroups::engineVersions)
                .operation("ListDataCatalogs", metadata::catalogs)
                .operation("GetDataCatalog", metadata::catalog)
                .operation("ListDatabases", metadata::databases)
                .operation("GetDatabase", metadata::database)
                .operation("ListTableMetadata", metadata::tables)
                .operation("GetTableMetadata", metadata::table)
                .refused("there is one data catalog, AwsDataCatalog.", CATALOGS)
                .refused("notebooks, sessions and capacity reservations are no part of this.", OTHERS)
                .build();
    }
}
