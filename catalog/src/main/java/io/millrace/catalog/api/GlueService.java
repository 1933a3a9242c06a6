package io.millrace.catalog.api;

import static io.millrace.catalog.api.Glue.translated;

import io.millrace.access.Access;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogGuard;
import io.millrace.wire.JsonService;
import io.millrace.wire.WireService;

/** The one table of Glue's operations. */
public final class GlueService {

    private final JsonService.Builder table = JsonService.named("glue", "AWSGlue");

    private GlueService() {}

    public static WireService of(Catalog catalog, Access access, String account) {
        Glue glue = new Glue(catalog, new CatalogGuard(access, account));
        return new GlueService()
                .databases(new DatabaseOperations(glue))
                .tables(new TableOperations(glue))
                .versions(new VersionOperations(glue))
                .partitions(new PartitionOperations(glue), new PartitionBatches(glue))
                .tags(new TagOperations(glue))
                .build();
    }

    private GlueService databases(DatabaseOperations databases) {
        return operation("CreateDatabase", "no links, no federation; IAM alone decides", databases::create)
                .operation("GetDatabase", "", databases::get)
                .operation("GetDatabases", "", databases::list)
                .operation("UpdateDatabase", "", databases::update)
                .operation("DeleteDatabase", "takes the tables along at once; default stays", databases::delete);
    }

    private GlueService tables(TableOperations tables) {
        return operation("CreateTable", "no slash in a name; no partition indexes, no skew", tables::create)
                .operation("GetTable", "", tables::get)
                .operation("GetTables", "", tables::list)
                .operation("UpdateTable", "", tables::update)
                .operation("DeleteTable", "", tables::delete)
                .operation("BatchDeleteTable", "", tables::batchDelete)
                .operation("GetPartitionIndexes", "always empty", tables::partitionIndexes)
                .operation("GetColumnStatisticsForTable", "always empty", tables::statistics)
                .operation("GetColumnStatisticsForPartition", "always empty", tables::partitionStatistics)
                .operation("GetUserDefinedFunctions", "always empty", tables::functions);
    }

    private GlueService versions(VersionOperations versions) {
        return operation("GetTableVersion", "", versions::get)
                .operation("GetTableVersions", "", versions::list)
                .operation("DeleteTableVersion", "the current version stays", versions::delete)
                .operation("BatchDeleteTableVersion", "the current version stays", versions::batchDelete);
    }

    private GlueService partitions(PartitionOperations one, PartitionBatches many) {
        return operation("CreatePartition", "", one::create)
                .operation("GetPartition", "", one::get)
                .operation("GetPartitions", "", one::list)
                .operation("UpdatePartition", "", one::update)
                .operation("DeletePartition", "", one::delete)
                .operation("BatchCreatePartition", "", many::create)
                .operation("BatchGetPartition", "", many::get)
                .operation("BatchUpdatePartition", "", many::update)
                .operation("BatchDeletePartition", "", many::delete);
    }

    private GlueService tags(TagOperations tags) {
        return operation("GetTags", "databases and tables", tags::get)
                .operation("TagResource", "databases and tables", tags::add)
                .operation("UntagResource", "databases and tables", tags::remove);
    }

    private GlueService operation(String name, String note, JsonService.Operation operation) {
        table.operation(name, note, translated(operation));
        return this;
    }

    private WireService build() {
        return table.refused("the catalog does not keep this yet.", RefusedOperations.CATALOG)
                .refused("only the data catalog of Glue stands here.", RefusedOperations.BEYOND)
                .build();
    }
}
