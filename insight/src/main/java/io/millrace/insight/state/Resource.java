package io.millrace.insight.state;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One resource.
 *
 * @param document what its kind keeps beside the name
 * @param purgeAt present for an analysis that waits for its end and can still be restored
 */
public record Resource(
        ResourceKey key,
        String name,
        ObjectNode document,
        Instant created,
        Instant updated,
        Optional<Instant> purgeAt) {}
