package io.millrace.insight.visual;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in an engine's memory. */
final class MemoryRows implements RowSource, AutoCloseable {

    private final Connection connection;
    private final List<DataColumn> columns;

    /** @param values what follows VALUES */
    MemoryRows(List<DataColumn> columns, String values) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.columns = columns;
        try (Statement statement = connection.createStatement()) {
            String names =
                    String.join(", ", columns.stream().map(DataColumn::source).toList());
            statement.execute("CREATE TABLE rows AS SELECT * FROM (VALUES " + values + ") AS t(" + names + ")");
        }
    }

    @Override
    public DataTable table() {
        return new DataTable("\"rows\"", columns);
    }

    @Override
    public Rows run(String sql, int maxRows) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return new Rows(rows, new VisualData.Freshness(true, Instant.EPOCH, List.of()));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
