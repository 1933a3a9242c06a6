package io.millrace.insight.data;

import io.millrace.insight.state.Snapshot;
import io.millrace.insight.visual.DataColumn;
import io.millrace.insight.visual.DataTable;
import io.millrace.insight.visual.RowSource;
import io.millrace.insight.visual.SqlText;
import io.millrace.insight.visual.VisualData;
import io.millrace.insight.visual.VisualRefused;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** Rows of the current snapshot. */
final class SnapshotSource implements RowSource {

    private final SnapshotFiles files;
    private final DataSet dataSet;
    private final Supplier<Snapshot> current;

    SnapshotSource(SnapshotFiles files, DataSet dataSet, Supplier<Snapshot> current) {
        this.files = files;
        this.dataSet = dataSet;
        this.current = current;
    }

    @Override
    public DataTable table() {
        List<DataColumn> columns = dataSet.plan().columns().stream()
                .map(column -> new DataColumn(column.name(), column.name(), column.type()))
                .toList();
        return new DataTable(SqlText.name(dataSet.name()), columns);
    }

    /** A snapshot that was replaced between looking it up and opening it is looked up again. */
    @Override
    public Rows run(String sql, int maxRows) {
        Snapshot snapshot = current.get();
        while (true) {
            try {
                return new Rows(
                        files.query(snapshot.file(), dataSet.name(), sql, maxRows),
                        new VisualData.Freshness(false, snapshot.taken(), List.of()));
            } catch (SQLException failure) {
                Snapshot now = current.get();
                if (now.file().equals(snapshot.file())) {
                    throw new VisualRefused("The snapshot of '" + dataSet.name() + "' cannot be read: "
                            + failure.getMessage() + " Start an ingestion to make it anew.");
                }
                snapshot = now;
            }
        }
    }
}
