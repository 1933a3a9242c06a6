package io.millrace.query.ddl;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogException;
import io.millrace.catalog.CatalogGuard;
import io.millrace.catalog.ProjectionError;
import io.millrace.catalog.filter.FilterError;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.open.OpenData;
import java.io.IOException;

/** Runs statements of the Hive part against the catalog, with the caller's rights on it. Shared between threads. */
public final class DdlRun {

    private final Catalog catalog;
    private final CatalogGuard guard;
    private final ObjectsDoor door;
    private final OpenData open;
    private final Clock clock;

    public DdlRun(Catalog catalog, CatalogGuard guard, ObjectsDoor door, OpenData open, Clock clock) {
        this.catalog = catalog;
        this.guard = guard;
        this.door = door;
        this.open = open;
        this.clock = clock;
    }

    /** Runs the statement. */
    public DdlResult run(Caller caller, String region, DdlStatement statement) throws IOException {
        DdlSession session = new DdlSession(catalog, guard, caller, region);
        try {
            return run(session, statement);
        } catch (CatalogException | ProjectionError | FilterError refused) {
            throw new DdlError("FAILED: " + refused.getMessage());
        }
    }

    private DdlResult run(DdlSession session, DdlStatement statement) throws IOException {
        TableDdl tables = new TableDdl(session);
        PartitionDdl partitions = new PartitionDdl(session);
        ShowDdl show = new ShowDdl(session);
        ViewDdl views = new ViewDdl(session);
        return switch (statement) {
            case DdlStatement.CreateTable it -> tables.create(it);
            case DdlStatement.CreateDatabase it -> tables.create(it);
            case DdlStatement.CreateView it -> views.create(it, clock.instant());
            case DdlStatement.DropTable it -> tables.drop(it);
            case DdlStatement.DropView it -> tables.drop(it);
            case DdlStatement.DropDatabase it -> tables.drop(it);
            case DdlStatement.ShowDatabases it -> show.databases(it);
            case DdlStatement.ShowTables it -> show.tables(it);
            case DdlStatement.ShowColumns it -> show.columns(it);
            case DdlStatement.ShowPartitions it -> partitions.show(it);
            case DdlStatement.ShowProperties it -> show.properties(it);
            case DdlStatement.ShowCreateTable it -> show.createTable(it);
            case DdlStatement.ShowCreateView it -> views.showCreate(it);
            case DdlStatement.Describe it -> show.describe(it);
            case DdlStatement.Repair it -> new PartitionRepair(session, door, open).run(it.name());
            case DdlStatement.AlterDatabase it -> tables.alter(it);
            case DdlStatement.AlterProperties it -> tables.alter(it);
            case DdlStatement.AlterColumns it -> tables.alter(it);
            case DdlStatement.ChangeColumn it -> tables.change(it);
            case DdlStatement.AlterLocation it -> partitions.move(it);
            case DdlStatement.AddPartitions it -> partitions.add(it);
            case DdlStatement.DropPartitions it -> partitions.drop(it);
            case DdlStatement.RenamePartition it -> partitions.rename(it);
        };
    }
}
