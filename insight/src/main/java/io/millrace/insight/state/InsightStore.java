package io.millrace.insight.state;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/** Resources in the control database. Shared between threads. */
public final class InsightStore {

    private static final String RESOURCE =
            "SELECT region, kind, id, name, document, created, updated, purge_at FROM insight_resource";

    private final ControlDatabase database;

    public InsightStore(ControlDatabase database) {
        this.database = database;
    }

    /** False where a resource of that key stands already. */
    public boolean create(Resource resource) {
        return database.inTransaction(handle -> {
            purge(handle, resource.created());
            return handle.createUpdate("INSERT INTO insight_resource"
                                    + " (region, kind, id, name, document, created, updated)"
                                    + " VALUES (:region, :kind, :id, :name, :document, :created, :updated)"
                                    + " ON CONFLICT DO NOTHING")
                            .bind("region", resource.key().region())
                            .bind("kind", resource.key().kind().name())
                            .bind("id", resource.key().id())
                            .bind("name", resource.name())
                            .bind("document", Json.MAPPER.writeValueAsString(resource.document()))
                            .bind("created", resource.created().toEpochMilli())
                            .bind("updated", resource.updated().toEpochMilli())
                            .execute()
                    == 1;
        });
    }

    /** The resource, a deleted analysis that can still be restored too. */
    public Optional<Resource> find(ResourceKey key, Instant now) {
        return database.inTransaction(handle -> {
            purge(handle, now);
            return handle.createQuery(RESOURCE + " WHERE region = :region AND kind = :kind AND id = :id")
                    .bind("region", key.region())
                    .bind("kind", key.kind().name())
                    .bind("id", key.id())
                    .map((row, context) -> resource(row))
                    .findOne();
        });
    }

    /** At most {@code limit} resources of a region whose ids follow {@code after}, by id. */
    public List<Resource> list(String region, Kind kind, String after, int limit, Instant now) {
        return database.inTransaction(handle -> {
            purge(handle, now);
            return handle.createQuery(RESOURCE + " WHERE region = :region AND kind = :kind AND id > :after"
                            + " ORDER BY id LIMIT :limit")
                    .bind("region", region)
                    .bind("kind", kind.name())
                    .bind("after", after)
                    .bind("limit", limit)
                    .map((row, context) -> resource(row))
                    .list();
        });
    }

    /** Of all regions, the latest first. */
    public List<Resource> everywhere(Kind kind, Instant now) {
        return database.inTransaction(handle -> {
            purge(handle, now);
            return handle.createQuery(RESOURCE + " WHERE kind = :kind ORDER BY updated DESC, region, id")
                    .bind("kind", kind.name())
                    .map((row, context) -> resource(row))
                    .list();
        });
    }

    public void setDocument(ResourceKey key, ObjectNode document, Instant now) {
        database.useTransaction(handle -> handle.createUpdate("UPDATE insight_resource"
                        + " SET document = :document, updated = :now"
                        + " WHERE region = :region AND kind = :kind AND id = :id")
                .bind("document", Json.MAPPER.writeValueAsString(document))
                .bind("now", now.toEpochMilli())
                .bind("region", key.region())
                .bind("kind", key.kind().name())
                .bind("id", key.id())
                .execute());
    }

    /** Marks for its end, or with an empty moment brings back. */
    public void setPurge(ResourceKey key, Optional<Instant> purgeAt, Instant now) {
        database.useTransaction(handle -> handle.createUpdate("UPDATE insight_resource"
                        + " SET purge_at = :purge, updated = :now"
                        + " WHERE region = :region AND kind = :kind AND id = :id")
                .bind("purge", purgeAt.map(Instant::toEpochMilli).orElse(null))
                .bind("now", now.toEpochMilli())
                .bind("region", key.region())
                .bind("kind", key.kind().name())
                .bind("id", key.id())
                .execute());
    }

    public boolean delete(ResourceKey key) {
        return database.inTransaction(handle ->
                handle.createUpdate("DELETE FROM insight_resource WHERE region = :region AND kind = :kind AND id = :id")
                                .bind("region", key.region())
                                .bind("kind", key.kind().name())
                                .bind("id", key.id())
                                .execute()
                        == 1);
    }

    private static void purge(Handle handle, Instant now) {
        handle.createUpdate("DELETE FROM insight_resource WHERE purge_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static Resource resource(ResultSet row) throws SQLException {
        long purge = row.getLong("purge_at");
        Optional<Instant> purgeAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(purge));
        return new Resource(
                new ResourceKey(row.getString("region"), Kind.valueOf(row.getString("kind")), row.getString("id")),
                row.getString("name"),
                (ObjectNode) Json.MAPPER.readTree(row.getString("document")),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")),
                purgeAt);
    }
}
