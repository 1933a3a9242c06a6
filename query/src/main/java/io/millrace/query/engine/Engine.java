package io.millrace.query.engine;

import io.millrace.base.Background;
import io.millrace.query.copies.Rewriting;
import io.millrace.query.scan.PlannedScan;
import io.millrace.query.sql.AnalyzedQuery;
import io.millrace.query.sql.EngineFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;

/** The embedded engine. Shared between threads. */
public final class Engine implements AutoCloseable {

    private final Background<DuckDBConnection> root;
    private final ScanFunction scanFunction = new ScanFunction();

    /** An engine that starts when it is first used, or by {@link #prepare}. */
    public Engine(EngineSettings settings) throws IOException {
        empty(settings.spill());
        this.root = new Background<>("millrace-engine", () -> started(settings));
    }

    /** Begins to start it, on a thread of its own. */
    public void prepare() {
        root.begin();
    }

    /** An engine that is closed off: no statement can change its settings. */
    private DuckDBConnection started(EngineSettings settings) {
        Properties properties = new Properties();
        properties.setProperty(
                "temp_directory", settings.spill().toAbsolutePath().toString());
        properties.setProperty("max_temp_directory_size", settings.spillLimit().bytes() + "B");
        properties.setProperty("memory_limit", settings.memory().bytes() + "B");
        properties.setProperty("threads", String.valueOf(settings.threads()));
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try {
            DuckDBConnection connection = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", properties);
            EngineTexts.register(connection);
            try (var scan = DuckDBFunctions.tableFunction()) {
                scan.withName(EngineFunctions.SCAN)
                        .withParameter(long.class)
                        .withProjectionPushdown()
                        .withFunction(scanFunction)
                        .register(connection);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET parquet_metadata_cache = true");
                statement.execute("SET allowed_directories = ["
                        + ScanViews.quote(settings.columns().toAbsolutePath() + "/") + "]");
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
            return connection;
        } catch (SQLException failure) {
            throw new IllegalStateException("The query engine does not start.", failure);
        }
    }

    /**
     * Starts a query over its planned scans, which are closed with it.
     *
     * @param over told once for each scan, when the query is over
     */
    public RunningQuery start(AnalyzedQuery query, Map<Long, PlannedScan> scans, Consumer<PlannedScan> over) {
        scans.forEach(scanFunction::register);
        String sql = ScanViews.before(scans) + query.sql();
        return new RunningQuery(query, sql, connection(), List.copyOf(scans.values()), () -> {
            scans.keySet().forEach(scanFunction::forget);
            scans.values().forEach(PlannedScan::close);
            scans.values().forEach(over);
        });
    }

    /** Writes the rows of a scan, whose last partition column is its object's number, into a new file. */
    public void copy(long id, PlannedScan scan, Path target) {
        scanFunction.register(id, scan);
        try (scan) {
            execute(CopyWriting.copy(id, scan, target), List.of(scan));
        } finally {
            scanFunction.forget(id);
        }
    }

    /** Writes rows of copies again, into a new file. */
    public void rewrite(Rewriting rewriting, Path target) {
        execute(CopyWriting.rewrite(rewriting, target), List.of());
    }

    private void execute(String sql, List<PlannedScan> scans) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw EngineErrors.translate(failure, scans);
        }
    }

    /** The values of constant expressions as VARCHAR; empty for null. */
    public List<Optional<String>> constants(List<String> expressions) {
        List<Optional<String>> values = new ArrayList<>();
        if (expressions.isEmpty()) {
            return values;
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + String.join(", ", expressions))) {
            row.next();
            for (int i = 1; i <= expressions.size(); i++) {
                values.add(Optional.ofNullable(row.getString(i)));
            }
            return values;
        } catch (SQLException failure) {
            throw EngineErrors.translate(failure, List.of());
        }
    }

    @Override
    public void close() {
        try {
            Optional<DuckDBConnection> started = root.ifBegun();
            if (started.isPresent()) {
                started.get().close();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The query engine does not close.", failure);
        }
    }

    private DuckDBConnection connection() {
        try {
            return root.get().duplicate();
        } catch (SQLException failure) {
            throw new IllegalStateException("The query engine gives no connection.", failure);
        }
    }

    /** What an earlier process spilled is of no use. */
    private static void empty(Path spill) throws IOException {
        Files.createDirectories(spill);
        try (Stream<Path> files = Files.list(spill)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
