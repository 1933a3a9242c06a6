package io.millrace.functions.definition;

import io.millrace.access.policy.Policy;
import io.millrace.base.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may invoke a function, version or alias beside those whose own policies say so. Immutable.
 *
 * @param statements JSON objects, in the order in which they were added, each with its {@code Sid}
 * @param revisionId new at each change
 */
public record ResourcePolicy(List<Statement> statements, String revisionId) {

    /** AWS's limit for the whole document. */
    private static final int LIMIT = 20 * 1024;

    /** One statement as it is shown. */
    public record Statement(String sid, String json) {}

    public static ResourcePolicy empty() {
        return new ResourcePolicy(List.of(), "");
    }

    public Optional<Statement> statement(String sid) {
        return statements.stream().filter(each -> each.sid().equals(sid)).findFirst();
    }

    public ResourcePolicy with(Statement added, String newRevision) {
        List<Statement> more = new ArrayList<>(statements);
        more.add(added);
        ResourcePolicy grown = new ResourcePolicy(List.copyOf(more), newRevision);
        if (grown.document().length() > LIMIT) {
            throw LambdaError.POLICY_LENGTH_EXCEEDED.with(
                    "The final policy size (" + grown.document().length() + ") is bigger than the limit (" + LIMIT
                            + "). Remove statements that are not needed.");
        }
        return grown;
    }

    public ResourcePolicy without(String sid, String newRevision) {
        return new ResourcePolicy(
                statements.stream().filter(each -> !each.sid().equals(sid)).toList(), newRevision);
    }

    /** The policy document as GetPolicy shows it. */
    public String document() {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("Version", "2012-10-17").put("Id", "default");
        ArrayNode all = document.putArray("Statement");
        statements.forEach(each -> all.add(Json.MAPPER.readTree(each.json())));
        return document.toString();
    }

    /** What the decision asks. */
    public Policy parsed() {
        return Policy.parse(document());
    }
}
