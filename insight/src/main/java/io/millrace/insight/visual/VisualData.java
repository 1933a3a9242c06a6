package io.millrace.insight.visual;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a chart draws.
 *
 * @param others the rest beyond the limit as one item; its category is null, its colours are not
 * @param shortenedTo how many items are shown where there are more and the rest is not drawn
 * @param sql the queries that were run, in order
 */
public record VisualData(
        List<VisualColumn> columns,
        List<List<@Nullable Object>> rows,
        List<List<@Nullable Object>> others,
        Optional<Integer> shortenedTo,
        List<String> sql,
        Freshness freshness) {

    /**
     * How current the data is.
     *
     * @param live false: a snapshot, changed only by an ingestion
     * @param asOf when it was read, or when the snapshot was taken
     * @param leftOut what the answer lacks, a sentence for each stream
     */
    public record Freshness(boolean live, Instant asOf, List<String> leftOut) {}
}
