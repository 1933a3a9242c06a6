package io.millrace.benchmarks.rows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** The baseline: DuckDB alone, with as many threads as the station's engine. To be closed. */
final class PlainDuck implements AutoCloseable {

    private final Connection connection;
    private final Path json;
    private final Path parquet;

    PlainDuck(Path json, Path parquet) throws SQLException {
        this.json = json;
        this.parquet = parquet;
        this.connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        execute("SET threads = " + Runtime.getRuntime().availableProcessors());
    }

    /** Reads all JSON once and writes all columns, and the hour, to one Parquet file. */
    void writeParquet() throws SQLException {
        execute("COPY (SELECT element_clicked, time_spent, source_menu, created_at, visitor,"
                + " regexp_extract(filename, '(\\d{4}/\\d\\d/\\d\\d/\\d\\d)/[^/]*$', 1) AS datehour FROM read_json('"
                + json + "/**/part-*', format = 'newline_delimited', filename = true, columns = {element_clicked:"
                + " 'VARCHAR', time_spent: 'INTEGER', source_menu: 'VARCHAR', created_at: 'VARCHAR', visitor:"
                + " 'VARCHAR'})) TO '" + parquet + "' (FORMAT parquet)");
    }

    /** Runs a query over that file and reads its answer; the table is called {@code rows}. */
    long run(String sql) throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql.replace(" rows", " read_parquet('" + parquet + "')"))) {
            while (answer.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
