package io.millrace.catalog.api;

import io.millrace.base.Json;
import io.millrace.catalog.Database;
import io.millrace.catalog.Tags;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Databases. Shared between threads. */
record DatabaseOperations(Glue glue) {

    private static final String EVERYBODY = "IAM_ALLOWED_PRINCIPALS";

    ObjectNode create(WireRequest request, Input input) {
        GlueInput.catalog(request, input);
        Database database = read(input.requiredObject("DatabaseInput"));
        Map<String, String> tags = input.stringMap("Tags");
        TagOperations.check(tags);
        input.refuseUnread();
        glue.guard().database(request.caller(), request.region(), "glue:CreateDatabase", database.name());
        glue.catalog().createDatabase(request.region(), database);
        if (!tags.isEmpty()) {
            glue.catalog().tags().add(request.region(), Tags.database(database.name()), tags);
        }
        return Glue.nothing();
    }

    ObjectNode get(WireRequest request, Input input) {
        String name = glue.database(request, input, "Name", "glue:GetDatabase");
        input.refuseUnread();
        Database database = glue.catalog()
                .database(request.region(), name)
                .orElseThrow(() -> GlueError.missing("Database " + name + " not found."));
        ObjectNode answer = Glue.nothing();
        answer.set("Database", write(database));
        return answer;
    }

    ObjectNode list(WireRequest request, Input input) {
        GlueInput.catalog(request, input);
        int limit = GlueInput.limit(input, 100);
        String after = GlueInput.after(input);
        input.string("ResourceShareType").ifPresent(type -> {
            if (!type.equals("ALL")) {
                throw GlueError.invalid("Nothing is shared between accounts here. Leave ResourceShareType out.");
            }
        });
        input.refuseUnread();
        glue.guard().catalog(request.caller(), request.region(), "glue:GetDatabases");
        List<Database> left = glue.catalog().databases(request.region()).stream()
                .filter(database -> database.name().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Glue.nothing();
        ArrayNode nodes = answer.putArray("DatabaseList");
        left.stream().limit(limit).forEach(database -> nodes.add(write(database)));
        if (left.size() > limit) {
            answer.put("NextToken", GlueInput.token(left.get(limit - 1).name()));
        }
        return answer;
    }

    ObjectNode update(WireRequest request, Input input) {
        String name = glue.database(request, input, "Name", "glue:UpdateDatabase");
        Database database = read(input.requiredObject("DatabaseInput"));
        input.refuseUnread();
        if (!database.name().equalsIgnoreCase(name)) {
            throw GlueError.invalid("A database cannot be renamed. Give DatabaseInput the name " + name + ".");
        }
        glue.catalog().updateDatabase(request.region(), database);
        return Glue.nothing();
    }

    /** Takes the tables along, as Glue does. */
    ObjectNode delete(WireRequest request, Input input) {
        String name = glue.database(request, input, "Name", "glue:DeleteDatabase");
        input.refuseUnread();
        glue.catalog().dropDatabase(request.region(), name, true);
        return Glue.nothing();
    }

    private static Database read(Input input) {
        input.node("CreateTableDefaultPermissions").ifPresent(DatabaseOperations::refuseOtherPermissions);
        return Database.of(
                GlueInput.name(input, "Name"),
                input.string("Description"),
                input.string("LocationUri").filter(location -> !location.isEmpty()),
                GlueInput.parameters(input, "Parameters"));
    }

    /** IAM alone decides here; saying so is accepted, anything else would be Lake Formation's. */
    private static void refuseOtherPermissions(JsonNode permissions) {
        if (!permissions.isEmpty() && !permissions.equals(permissions())) {
            throw GlueError.invalid("CreateTableDefaultPermissions is not supported here, as IAM alone decides."
                    + " Leave it out, or grant ALL to " + EVERYBODY + ".");
        }
    }

    private static ArrayNode permissions() {
        ArrayNode permissions = Json.MAPPER.createArrayNode();
        ObjectNode all = permissions.addObject();
        all.putArray("Permissions").add("ALL");
        all.putObject("Principal").put("DataLakePrincipalIdentifier", EVERYBODY);
        return permissions;
    }

    private ObjectNode write(Database database) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("Name", database.name());
        database.description().ifPresent(text -> node.put("Description", text));
        database.location().ifPresent(text -> node.put("LocationUri", text));
        StorageDocument.map(node, "Parameters", database.parameters());
        StorageDocument.moment(node, "CreateTime", Optional.of(database.created()));
        node.set("CreateTableDefaultPermissions", permissions());
        node.put("CatalogId", glue.account());
        return node;
    }
}
