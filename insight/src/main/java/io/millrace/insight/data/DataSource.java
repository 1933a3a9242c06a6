package io.millrace.insight.data;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An Athena data source.
 *
 * @param roleArn what it reads with; without one it reads with the authority of its creator
 */
public record DataSource(ResourceKey key, String workGroup, Optional<String> roleArn, Caller creator) {

    private static final String CREATOR = "creator";

    static DataSource of(Resource resource) {
        ObjectNode document = resource.document();
        JsonNode creator = document.get(CREATOR);
        return new DataSource(
                resource.key(),
                document.get("workGroup").stringValue(),
                text(document, "roleArn"),
                new Caller(arn(creator, "principal").orElseThrow(), arn(creator, "role"), Optional.empty()));
    }

    /** Writes what {@link #of} reads. */
    public static void describe(ObjectNode document, String workGroup, Optional<String> roleArn, Caller creator) {
        document.put("workGroup", workGroup);
        roleArn.ifPresent(arn -> document.put("roleArn", arn));
        ObjectNode made =
                document.putObject(CREATOR).put("principal", creator.principal().toString());
        creator.role().ifPresent(role -> made.put("role", role.toString()));
    }

    private static Optional<Arn> arn(JsonNode node, String name) {
        return text(node, name).flatMap(Arn::parse);
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::stringValue);
    }
}
