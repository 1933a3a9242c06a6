package io.millrace.insight.visual;

import io.millrace.insight.definition.Filter;
import io.millrace.insight.definition.ItemsLimit;
import io.millrace.insight.definition.Visual;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a visual's queries. Used by one thread. */
public final class VisualRun {

    /** More points than this make no chart; the answer says that it was shortened. */
    static final int POINTS = 2_500;

    private final RowSource source;
    private final VisualSql sql;
    private final List<String> ran = new ArrayList<>();
    private VisualData.@Nullable Freshness freshness;

    private VisualRun(RowSource source, VisualSql sql) {
        this.source = source;
        this.sql = sql;
    }

    /** @throws VisualRefused where the visual does not fit its data set */
    public static VisualData run(Visual visual, List<Filter> filters, RowSource source) throws InterruptedException {
        VisualSql sql = new VisualSql(visual, filters, source.table());
        return new VisualRun(source, sql).run(visual);
    }

    private VisualData run(Visual visual) throws InterruptedException {
        Optional<ItemsLimit> limit = visual.sorting().limit();
        boolean categorised = !visual.wells().category().isEmpty();
        if (limit.isEmpty() || !categorised) {
            return unlimited();
        }
        return limited(limit.get(), !visual.wells().colors().isEmpty());
    }

    private VisualData unlimited() throws InterruptedException {
        List<List<@Nullable Object>> rows = query(sql.rows(Optional.empty(), POINTS + 1));
        boolean more = rows.size() > POINTS;
        return answer(more ? rows.subList(0, POINTS) : rows, List.of(), more ? Optional.of(POINTS) : Optional.empty());
    }

    private VisualData limited(ItemsLimit limit, boolean colored) throws InterruptedException {
        List<List<@Nullable Object>> categories = query(sql.categories(limit.items() + 1));
        boolean more = categories.size() > limit.items();
        List<List<@Nullable Object>> shown = more ? categories.subList(0, limit.items()) : categories;
        List<@Nullable Object> keys = new ArrayList<>();
        shown.forEach(row -> keys.add(row.getFirst()));
        List<List<@Nullable Object>> rows = colored ? byColor(keys, more) : shown;
        if (!more) {
            return answer(rows, List.of(), Optional.empty());
        }
        if (!limit.others()) {
            return answer(rows, List.of(), Optional.of(limit.items()));
        }
        List<List<@Nullable Object>> others = new ArrayList<>();
        for (List<@Nullable Object> row : query(sql.others(keys, POINTS))) {
            List<@Nullable Object> placed = new ArrayList<>();
            placed.add(null);
            placed.addAll(row);
            others.add(placed);
        }
        return answer(rows, others, Optional.empty());
    }

    /** The categories keep the order that they have without colours. */
    private List<List<@Nullable Object>> byColor(List<@Nullable Object> keys, boolean more)
            throws InterruptedException {
        Optional<List<@Nullable Object>> only = more ? Optional.of(keys) : Optional.empty();
        List<List<@Nullable Object>> rows = new ArrayList<>(query(sql.rows(only, POINTS)));
        rows.sort((a, b) -> Integer.compare(keys.indexOf(a.getFirst()), keys.indexOf(b.getFirst())));
        return rows;
    }

    private List<List<@Nullable Object>> query(String text) throws InterruptedException {
        ran.add(text);
        RowSource.Rows rows = source.run(text, POINTS + 1);
        if (freshness == null || freshness.asOf().isBefore(rows.freshness().asOf())) {
            freshness = rows.freshness();
        }
        return rows.rows();
    }

    private VisualData answer(
            List<List<@Nullable Object>> rows, List<List<@Nullable Object>> others, Optional<Integer> shortenedTo) {
        VisualData.Freshness last = freshness;
        if (last == null) {
            throw new IllegalStateException("No query was run.");
        }
        return new VisualData(sql.columns(), rows, others, shortenedTo, List.copyOf(ran), last);
    }
}
