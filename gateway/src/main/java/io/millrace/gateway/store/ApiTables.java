package io.millrace.gateway.store;

import io.millrace.base.Json;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tables within one transaction. Used by one thread. */
public final class ApiTables {

    private final Handle handle;

    public ApiTables(Handle handle) {
        this.handle = handle;
    }

    public void putApi(String region, String id, ObjectNode document) {
        handle.execute(
                "INSERT INTO gateway_api (id, region, document) VALUES (?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET document = excluded.document",
                id,
                region,
                document.toString());
    }

    public Optional<ObjectNode> api(String region, String id) {
        return documents("SELECT document FROM gateway_api WHERE region = ? AND id = ?", region, id)
                .findOne();
    }

    public List<ObjectNode> apis(String region) {
        return documents("SELECT document FROM gateway_api WHERE region = ? ORDER BY rowid", region)
                .list();
    }

    public void deleteApi(String id) {
        handle.execute("DELETE FROM gateway_api WHERE id = ?", id);
    }

    public void putResource(String api, ResourceRow row) {
        handle.execute(
                "INSERT INTO gateway_resource (api, id, parent, path_part, path, methods) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (api, id) DO UPDATE SET parent = excluded.parent,"
                        + " path_part = excluded.path_part, path = excluded.path, methods = excluded.methods",
                api,
                row.id(),
                row.parent(),
                row.pathPart(),
                row.path(),
                row.methods().toString());
    }

    public Optional<ResourceRow> resource(String api, String id) {
        return resourceRows("WHERE api = ? AND id = ?", api, id).findOne();
    }

    public List<ResourceRow> resources(String api) {
        return resourceRows("WHERE api = ? ORDER BY path", api).list();
    }

    /** With all that lies below it. */
    public void deleteResource(String api, ResourceRow row) {
        handle.execute(
                "DELETE FROM gateway_resource WHERE api = ? AND (id = ? OR substr(path, 1, ?) = ?)",
                api,
                row.id(),
                row.path().length() + 1,
                row.path() + "/");
    }

    public void putDeployment(String api, String id, ObjectNode document, ArrayNode snapshot) {
        handle.execute(
                "INSERT INTO gateway_deployment (api, id, document, snapshot) VALUES (?, ?, ?, ?)",
                api,
                id,
                document.toString(),
                snapshot.toString());
    }

    public void updateDeployment(String api, String id, ObjectNode document) {
        handle.execute(
                "UPDATE gateway_deployment SET document = ? WHERE api = ? AND id = ?", document.toString(), api, id);
    }

    public Optional<ObjectNode> deployment(String api, String id) {
        return documents("SELECT document FROM gateway_deployment WHERE api = ? AND id = ?", api, id)
                .findOne();
    }

    public List<ObjectNode> deployments(String api) {
        return documents("SELECT document FROM gateway_deployment WHERE api = ? ORDER BY rowid", api)
                .list();
    }

    public ArrayNode snapshot(String api, String deployment) {
        String text = handle.select("SELECT snapshot FROM gateway_deployment WHERE api = ? AND id = ?", api, deployment)
                .mapTo(String.class)
                .one();
        return (ArrayNode) Json.MAPPER.readTree(text);
    }

    public void deleteDeployment(String api, String id) {
        handle.execute("DELETE FROM gateway_deployment WHERE api = ? AND id = ?", api, id);
    }

    public void putStage(String api, StageRow row) {
        handle.execute(
                "INSERT INTO gateway_stage (api, name, deployment, document) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (api, name) DO UPDATE SET deployment = excluded.deployment,"
                        + " document = excluded.document",
                api,
                row.name(),
                row.deployment(),
                row.document().toString());
    }

    public Optional<StageRow> stage(String api, String name) {
        return stageRows("WHERE api = ? AND name = ?", api, name).findOne();
    }

    public List<StageRow> stages(String api) {
        return stageRows("WHERE api = ? ORDER BY name", api).list();
    }

    public void deleteStage(String api, String name) {
        handle.execute("DELETE FROM gateway_stage WHERE api = ? AND name = ?", api, name);
    }

    /** Every API that has a stage, with its region. */
    public List<DeployedApi> deployedApis() {
        return handle.select("SELECT id, region FROM gateway_api WHERE id IN (SELECT api FROM gateway_stage)")
                .map((row, context) -> new DeployedApi(row.getString(1), row.getString(2)))
                .list();
    }

    /** Where an API with stages stands. */
    public record DeployedApi(String id, String region) {}

    private ResultIterable<ObjectNode> documents(String sql, Object... arguments) {
        return handle.select(sql, arguments).map((row, context) -> document(row.getString(1)));
    }

    private ResultIterable<ResourceRow> resourceRows(String where, Object... arguments) {
        return handle.select("SELECT id, parent, path_part, path, methods FROM gateway_resource " + where, arguments)
                .map((row, context) -> new ResourceRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        document(row.getString(5))));
    }

    private ResultIterable<StageRow> stageRows(String where, Object... arguments) {
        return handle.select("SELECT name, deployment, document FROM gateway_stage " + where, arguments)
                .map((row, context) -> new StageRow(row.getString(1), row.getString(2), document(row.getString(3))));
    }

    private static ObjectNode document(String text) {
        return (ObjectNode) Json.MAPPER.readTree(text);
    }
}
