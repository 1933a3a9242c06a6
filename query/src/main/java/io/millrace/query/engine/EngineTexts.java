package io.millrace.query.engine;

import io.millrace.query.sql.EngineFunctions;
import java.sql.SQLException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.jspecify.annotations.Nullable;

/** Functions that the engine has not, or not as Trino has them, given to it. Null for null. */
final class EngineTexts {

    private EngineTexts() {}

    static void register(DuckDBConnection connection) throws SQLException {
        unary(connection, EngineFunctions.DOUBLE_TEXT, Double.class, String.class, (Double value) -> value.toString());
        unary(connection, EngineFunctions.REAL_TEXT, Float.class, String.class, (Float value) -> value.toString());
        unary(connection, EngineFunctions.JSON_LENGTH, String.class, Long.class, EngineJson::length);
        unary(connection, EngineFunctions.URL + "DECODE", String.class, String.class, EngineUrls::decoded);
        unary(connection, EngineFunctions.URL + "ENCODE", String.class, String.class, EngineUrls::encoded);
        binary(connection, EngineFunctions.JSON_SCALAR, EngineJson::scalar);
        binary(connection, EngineFunctions.URL + "PART", EngineUrls::part);
        binary(connection, EngineFunctions.URL + "PARAMETER", EngineUrls::parameter);
    }

    private static <A, B> void unary(
            DuckDBConnection connection, String name, Class<A> from, Class<B> to, Function<A, @Nullable B> function)
            throws SQLException {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameter(from)
                    .withReturnType(to)
                    .withFunction(function)
                    .withNullInNullOut()
                    .register(connection);
        }
    }

    private static void binary(
            DuckDBConnection connection, String name, BiFunction<String, String, @Nullable String> function)
            throws SQLException {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameters(String.class, String.class)
                    .withReturnType(String.class)
                    .withFunction(function)
                    .withNullInNullOut()
                    .register(connection);
        }
    }
}
