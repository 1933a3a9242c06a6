package io.millrace.functions.definition;

import io.millrace.base.control.ControlDatabase;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import java.util.List;
import java.util.Optional;

/**
 * Events that were accepted and have no outcome yet, in SQLite alone: one that was put is on disk. Shared between
 * threads. A crash between an outcome and its removal makes the event run again, as at AWS.
 */
public final class EventStore {

    private final ControlDatabase database;

    public EventStore(ControlDatabase database) {
        this.database = database;
    }

    public void put(AcceptedEvent event, byte[] payload) {
        FunctionKey key = event.name().key();
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO function_events (id, region, name, qualifier, context, payload, accepted, due, failures,"
                        + " refusals) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                key.region(),
                key.name(),
                event.name().qualifier().orElse(""),
                event.context(),
                payload,
                event.acceptedMillis(),
                event.dueMillis(),
                event.failures(),
                event.refusals()));
    }

    /** All of them, the oldest first. */
    public List<AcceptedEvent> all() {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT id, region, name, qualifier, context, length(payload) AS size, accepted, due, failures,"
                                + " refusals FROM function_events ORDER BY accepted")
                .map((row, context) -> new AcceptedEvent(
                        row.getString("id"),
                        new FunctionName(
                                new FunctionKey(row.getString("region"), row.getString("name")),
                                Optional.of(row.getString("qualifier")).filter(text -> !text.isEmpty())),
                        row.getString("context"),
                        row.getLong("size"),
                        row.getLong("accepted"),
                        row.getLong("due"),
                        row.getInt("failures"),
                        row.getInt("refusals")))
                .list());
    }

    /** Empty where the event went with its function. */
    public Optional<byte[]> payload(String id) {
        return database.inTransaction(handle -> handle.createQuery("SELECT payload FROM function_events WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> row.getBytes("payload"))
                .findOne());
    }

    /** Keeps when the event is tried next, and why not now. */
    public void postpone(AcceptedEvent event) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE function_events SET due = ?, failures = ?, refusals = ? WHERE id = ?",
                event.dueMillis(),
                event.failures(),
                event.refusals(),
                event.id()));
    }

    public void remove(String id) {
        database.useTransaction(handle -> handle.execute("DELETE FROM function_events WHERE id = ?", id));
    }
}
