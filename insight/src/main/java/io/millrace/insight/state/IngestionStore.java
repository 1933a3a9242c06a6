package io.millrace.insight.state;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/** Ingestions and current snapshots in the control database. Shared between threads. */
public final class IngestionStore {

    private static final String INGESTION = "SELECT data_set, id, status, document, created FROM insight_ingestion";

    private final ControlDatabase database;

    public IngestionStore(ControlDatabase database) {
        this.database = database;
    }

    /** False where the data set has an ingestion of that id already. */
    public boolean create(Ingestion ingestion) {
        return database.inTransaction(handle -> handle.createUpdate("INSERT INTO insight_ingestion"
                                + " (data_set, id, status, document, created)"
                                + " VALUES (:set, :id, :status, :document, :created) ON CONFLICT DO NOTHING")
                        .bind("set", ingestion.dataSet())
                        .bind("id", ingestion.id())
                        .bind("status", ingestion.status().name())
                        .bind("document", document(ingestion))
                        .bind("created", ingestion.created().toEpochMilli())
                        .execute()
                == 1);
    }

    public void update(Ingestion ingestion) {
        database.useTransaction(handle -> update(handle, ingestion));
    }

    /** The commit of an import: the ingestion is completed and the snapshot is the current one, together. */
    public void complete(Ingestion ingestion, Snapshot snapshot) {
        database.useTransaction(handle -> {
            if (update(handle, ingestion) == 1) {
                handle.createUpdate("INSERT INTO insight_snapshot (data_set, file, rows, bytes, taken)"
                                + " VALUES (:set, :file, :rows, :bytes, :taken) ON CONFLICT (data_set) DO UPDATE"
                                + " SET file = :file, rows = :rows, bytes = :bytes, taken = :taken")
                        .bind("set", snapshot.dataSet())
                        .bind("file", snapshot.file())
                        .bind("rows", snapshot.rows())
                        .bind("bytes", snapshot.bytes())
                        .bind("taken", snapshot.taken().toEpochMilli())
                        .execute();
            }
        });
    }

    public Optional<Ingestion> find(String dataSet, String id) {
        return database.inTransaction(handle -> handle.createQuery(INGESTION + " WHERE data_set = :set AND id = :id")
                .bind("set", dataSet)
                .bind("id", id)
                .map((row, context) -> ingestion(row))
                .findOne());
    }

    /** The latest first. */
    public List<Ingestion> list(String dataSet) {
        return database.inTransaction(
                handle -> handle.createQuery(INGESTION + " WHERE data_set = :set ORDER BY created DESC, id")
                        .bind("set", dataSet)
                        .map((row, context) -> ingestion(row))
                        .list());
    }

    /** Those that had not ended when the process stopped, the oldest first. */
    public List<Ingestion> unfinished() {
        return database.inTransaction(handle -> handle.createQuery(
                        INGESTION + " WHERE status IN ('INITIALIZED', 'QUEUED', 'RUNNING') ORDER BY created")
                .map((row, context) -> ingestion(row))
                .list());
    }

    public Optional<Snapshot> snapshot(String dataSet) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT data_set, file, rows, bytes, taken FROM insight_snapshot WHERE data_set = :set")
                .bind("set", dataSet)
                .map((row, context) -> new Snapshot(
                        row.getString("data_set"),
                        row.getString("file"),
                        row.getLong("rows"),
                        row.getLong("bytes"),
                        Instant.ofEpochMilli(row.getLong("taken"))))
                .findOne());
    }

    /** The files that are some data set's current snapshot. */
    public Set<String> files() {
        return Set.copyOf(database.inTransaction(handle -> handle.createQuery("SELECT file FROM insight_snapshot")
                .mapTo(String.class)
                .list()));
    }

    /** Forgets all of a data set that was deleted. */
    public void forget(String dataSet) {
        database.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM insight_ingestion WHERE data_set = :set")
                    .bind("set", dataSet)
                    .execute();
            handle.createUpdate("DELETE FROM insight_snapshot WHERE data_set = :set")
                    .bind("set", dataSet)
                    .execute();
        });
    }

    private static int update(Handle handle, Ingestion ingestion) {
        return handle.createUpdate("UPDATE insight_ingestion SET status = :status, document = :document"
                        + " WHERE data_set = :set AND id = :id")
                .bind("set", ingestion.dataSet())
                .bind("id", ingestion.id())
                .bind("status", ingestion.status().name())
                .bind("document", document(ingestion))
                .execute();
    }

    private static String document(Ingestion ingestion) {
        ObjectNode document = Json.MAPPER.createObjectNode().put("requestType", ingestion.requestType());
        ingestion
                .failure()
                .ifPresent(failure -> document.putObject("failure")
                        .put("type", failure.type())
                        .put("message", failure.message()));
        ingestion
                .result()
                .ifPresent(result -> document.putObject("result")
                        .put("rowsIngested", result.rowsIngested())
                        .put("rowsDropped", result.rowsDropped())
                        .put("bytes", result.bytes())
                        .put("seconds", result.seconds()));
        return Json.MAPPER.writeValueAsString(document);
    }

    private static Ingestion ingestion(ResultSet row) throws SQLException {
        ObjectNode document = (ObjectNode) Json.MAPPER.readTree(row.getString("document"));
        Optional<Ingestion.Failure> failure = document.has("failure")
                ? Optional.of(new Ingestion.Failure(
                        document.get("failure").get("type").stringValue(),
                        document.get("failure").get("message").stringValue()))
                : Optional.empty();
        Optional<Ingestion.Result> result = document.has("result")
                ? Optional.of(new Ingestion.Result(
                        document.get("result").get("rowsIngested").longValue(),
                        document.get("result").get("rowsDropped").longValue(),
                        document.get("result").get("bytes").longValue(),
                        document.get("result").get("seconds").longValue()))
                : Optional.empty();
        return new Ingestion(
                row.getString("data_set"),
                row.getString("id"),
                IngestionStatus.valueOf(row.getString("status")),
                document.get("requestType").stringValue(),
                Instant.ofEpochMilli(row.getLong("created")),
                failure,
                result);
    }
}
