package io.millrace.insight.page;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.catalog.Catalog;
import io.millrace.insight.data.DataSet;
import io.millrace.insight.state.ResourceKey;
import io.millrace.objects.feed.Change;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.feed.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The boards that somebody watches. Shared between threads. One refresh of a board serves all who watch it; a board
 * that nobody watches costs nothing.
 */
final class LiveBoards implements AutoCloseable {

    private final Boards boards;
    private final Catalog catalog;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Duration interval;
    private final Subscription subscription;
    private final Map<ResourceKey, LiveBoard> watched = new HashMap<>();

    /** Takes what is new, without waiting. */
    @FunctionalInterface
    interface Watcher {
        void push(ObjectNode data);
    }

    LiveBoards(Boards boards, Catalog catalog, ChangeFeed feed, Clock clock, Scheduler scheduler, Duration interval) {
        this.boards = boards;
        this.catalog = catalog;
        this.clock = clock;
        this.scheduler = scheduler;
        this.interval = interval;
        this.subscription = feed.subscribe(this::changed);
    }

    /** Pushes the data of these visuals whenever it changes, the first time soon. */
    AutoCloseable watch(Board board, Set<String> visuals, Watcher watcher) {
        LiveBoard live;
        synchronized (watched) {
            ResourceKey key = board.resource().key();
            live = watched.computeIfAbsent(key, ignored -> new LiveBoard(board, this::watchOf, tools()));
            live.add(watcher, visuals);
        }
        return () -> leave(live, watcher);
    }

    private LiveBoard.Tools tools() {
        return new LiveBoard.Tools(boards, clock, scheduler, interval);
    }

    private TableWatch watchOf(DataSet dataSet) {
        return TableWatch.of(dataSet, catalog);
    }

    private void leave(LiveBoard live, Watcher watcher) {
        synchronized (watched) {
            if (live.remove(watcher)) {
                watched.remove(live.key());
            }
        }
    }

    private List<LiveBoard> current() {
        synchronized (watched) {
            return List.copyOf(watched.values());
        }
    }

    private void changed(Change change) {
        current().forEach(live -> live.changed(change));
    }

    /** A data set has a new snapshot. */
    void imported(DataSet dataSet) {
        current().forEach(live -> live.imported(dataSet));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
