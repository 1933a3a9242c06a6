package io.millrace.insight.data;

import io.millrace.base.ByteSize;
import io.millrace.insight.visual.ColumnType;
import io.millrace.insight.visual.DataColumn;
import io.millrace.insight.visual.SqlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as Parquet files, written and read by an engine of their own that may touch no other directory. Shared
 * between threads; each call uses a connection of its own. The engine is started by the first call.
 */
public final class SnapshotFiles implements AutoCloseable {

    private final Path directory;
    private final ByteSize memory;
    private @Nullable DuckDBConnection engine;

    public SnapshotFiles(Path directory, ByteSize memory) {
        this.directory = directory;
        this.memory = memory;
    }

    /** What a write brought. */
    record Written(long rows, long dropped, long bytes) {}

    /**
     * Writes rows under a name that none has yet; when it returns, the file is on disk. Rows with a value that does not
     * fit its column's type are dropped and counted.
     */
    Written write(String file, List<DataColumn> columns, List<List<@Nullable Object>> rows) throws SQLException {
        Path target = directory.resolve(file);
        Path draft = directory.resolve(file + ".draft");
        long dropped;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE rows (" + declarations(columns) + ")");
            dropped = append((DuckDBConnection) connection, columns, rows);
            statement.execute("COPY rows TO " + SqlText.string(draft.toString()) + " (FORMAT parquet)");
            statement.execute("DROP TABLE rows");
        }
        try {
            force(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            force(directory);
            return new Written(rows.size() - dropped, dropped, Files.size(target));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String declarations(List<DataColumn> columns) {
        List<String> parts = new ArrayList<>();
        for (DataColumn column : columns) {
            parts.add(SqlText.name(column.name()) + " " + typeName(column.type()));
        }
        return String.join(", ", parts);
    }

    private static String typeName(ColumnType type) {
        return switch (type) {
            case STRING -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DOUBLE";
            case DATETIME -> "TIMESTAMP";
            case BOOLEAN -> "BOOLEAN";
        };
    }

    private static long append(DuckDBConnection connection, List<DataColumn> columns, List<List<@Nullable Object>> rows)
            throws SQLException {
        long dropped = 0;
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "rows")) {
            for (List<@Nullable Object> row : rows) {
                List<@Nullable Object> typed = TypedRow.of(columns, row);
                if (typed.isEmpty()) {
                    dropped++;
                } else {
                    TypedRow.append(appender, typed);
                }
            }
        }
        return dropped;
    }

    /** Runs a query in which {@code name} is the snapshot. */
    List<List<@Nullable Object>> query(String file, String name, String sql, int maxRows) throws SQLException {
        Path path = directory.resolve(file);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP VIEW " + SqlText.name(name) + " AS SELECT * FROM read_parquet("
                    + SqlText.string(path.toString()) + ")");
            statement.setMaxRows(maxRows);
            try (ResultSet result = statement.executeQuery(sql)) {
                int width = result.getMetaData().getColumnCount();
                List<List<@Nullable Object>> rows = new ArrayList<>();
                while (rows.size() < maxRows && result.next()) {
                    List<@Nullable Object> row = new ArrayList<>(width);
                    for (int i = 1; i <= width; i++) {
                        row.add(result.getObject(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    boolean exists(String file) {
        return Files.isRegularFile(directory.resolve(file));
    }

    void delete(String file) {
        try {
            Files.deleteIfExists(directory.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Removes what a crash left behind. */
    void keepOnly(Set<String> files) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> present = Files.list(directory)) {
            for (Path path : present.toList()) {
                String name = path.getFileName().toString();
                if (!files.contains(name) && (name.endsWith(".parquet") || name.endsWith(".draft"))) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private synchronized Connection connect() throws SQLException {
        if (engine == null) {
            try {
                Files.createDirectories(directory.resolve("tmp"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            engine = start();
        }
        return engine.duplicate();
    }

    private DuckDBConnection start() throws SQLException {
        DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '" + Math.max(64, memory.bytes() >> 20) + "MiB'");
            statement.execute("SET temp_directory = "
                    + SqlText.string(directory.resolve("tmp").toString()));
            statement.execute("SET threads = 2");
            statement.execute("SET allowed_directories = [" + SqlText.string(directory.toString()) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            try {
                engine.close();
            } catch (SQLException failure) {
                throw new IllegalStateException("The snapshots' engine does not close.", failure);
            }
        }
    }
}
