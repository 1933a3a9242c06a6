package io.millrace.insight.data;

import io.millrace.base.Caller;
import io.millrace.insight.visual.RowSource;
import io.millrace.insight.visual.VisualData;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine whose tables are in memory, with the seed's table and its five events. Shared between threads. */
public final class MemoryEngine implements Engine, AutoCloseable {

    private final Connection connection;
    private final List<Caller> callers = new ArrayList<>();

    public MemoryEngine() {
        try {
            this.connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        execute("CREATE SCHEMA \"default\"");
        execute("CREATE TABLE \"default\".my_ingested_data (element_clicked VARCHAR, time_spent INTEGER,"
                + " source_menu VARCHAR, created_at VARCHAR)");
        click("entree_1", 67);
        click("entree_1", 12);
        click("entree_4", 32);
        click("drink_1", 15);
        click("drink_3", 14);
    }

    public void click(String element, int seconds) {
        execute("INSERT INTO \"default\".my_ingested_data VALUES ('" + element + "', " + seconds
                + ", 'restaurant_name', '2022u201309u201311 23:00:00')");
    }

    public synchronized void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** With whose authority queries came, in order. */
    public synchronized List<Caller> callers() {
        return List.copyOf(callers);
    }

    @Override
    public synchronized RowSource.Rows run(Caller caller, Request request) {
        callers.add(caller);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(request.sql())) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (rows.size() < request.maxRows() && result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return new RowSource.Rows(rows, new VisualData.Freshness(true, Instant.now(), List.of()));
        } catch (SQLException failure) {
            throw new QueryFailed(QueryFailed.Reason.NOT_FOUND, String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
