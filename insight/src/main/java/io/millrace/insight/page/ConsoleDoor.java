package io.millrace.insight.page;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.catalog.Catalog;
import io.millrace.insight.data.Authority;
import io.millrace.insight.data.DataSet;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.definition.Definition;
import io.millrace.insight.state.InsightStore;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.wire.http.EventStream;
import io.millrace.wire.http.PageHandler;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** What the server binds for the console's pages. Shared between threads. */
public final class ConsoleDoor implements AutoCloseable {

    private final Boards boards;
    private final LiveBoards live;

    /** Where boards, rows and decisions come from. */
    public record Sources(String account, InsightStore resources, DataSets dataSets, Authority authority) {}

    public ConsoleDoor(
            Sources sources, Catalog catalog, ChangeFeed feed, Clock clock, Scheduler scheduler, Duration interval) {
        this.boards =
                new Boards(sources.account(), sources.resources(), sources.dataSets(), sources.authority(), clock);
        this.live = new LiveBoards(boards, catalog, feed, clock, scheduler, interval);
    }

    /** For {@code /_/api/insight}. */
    public PageHandler pages() {
        return new InsightPages(boards);
    }

    /**
     * For {@code /_/api/insight/live?kind=dashboards&id=...&region=...}: an event {@code visual} for each visual, first
     * soon after the start and then whenever its rows change.
     */
    public EventStream stream() {
        return (request, sink) -> {
            Board board = InsightPages.named(boards, request)
                    .orElseThrow(() -> InsightPages.missing("There is no such board."));
            Set<String> visuals = board.definition().visuals().stream()
                    .map(Definition.Placed::visual)
                    .map(visual -> visual.id())
                    .collect(Collectors.toSet());
            return live.watch(
                    board,
                    visuals,
                    data -> sink.send("visual", data.get("visualId").stringValue(), data.toString()));
        };
    }

    /** A data set has a new snapshot. */
    public void imported(DataSet dataSet) {
        live.imported(dataSet);
    }

    @Override
    public void close() {
        live.close();
    }
}
