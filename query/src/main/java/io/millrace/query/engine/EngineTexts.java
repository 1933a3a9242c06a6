package io.millrace.query.engine;

import io.millrace.query.sql.EngineFunctions;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;

/** Numbers as texts, written as Java and so Trino writes them. */
final class EngineTexts {

    private EngineTexts() {}

    static void register(DuckDBConnection connection) throws SQLException {
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName(EngineFunctions.DOUBLE_TEXT)
                    .withParameter(Double.class)
                    .withReturnType(String.class)
                    .withFunction((Double value) -> value.toString())
                    .register(connection);
        }
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName(EngineFunctions.REAL_TEXT)
                    .withParameter(Float.class)
                    .withReturnType(String.class)
                    .withFunction((Float value) -> value.toString())
                    .register(connection);
        }
    }
}
