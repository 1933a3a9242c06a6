package io.millrace.insight.page;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.insight.data.DataSet;
import io.millrace.insight.definition.Definition;
import io.millrace.insight.page.LiveBoards.Watcher;
import io.millrace.insight.state.ResourceKey;
import io.millrace.objects.feed.Change;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One watched board. Shared between threads. Changes mark visuals as stale; a refresh runs the stale ones and pushes
 * those whose rows differ. Between two refreshes lies at least the interval, and as long as the last one took, so that
 * a slow query never fills the machine.
 */
final class LiveBoard {

    private static final Logger log = LoggerFactory.getLogger(LiveBoard.class);

    private final Board board;
    private final Tools tools;
    private final Map<String, Optional<DataSet>> dataSets = new HashMap<>();
    private final Map<String, TableWatch> watches = new HashMap<>();
    private final Map<Watcher, Set<String>> watchers = new HashMap<>();
    private final Set<String> stale = new LinkedHashSet<>();
    private final Map<String, JsonNode> pushed = new HashMap<>();
    private boolean scheduled;
    private long notBefore;

    /** What a refresh works with. */
    record Tools(Boards boards, Clock clock, Scheduler scheduler, Duration interval) {}

    LiveBoard(Board board, Function<DataSet, TableWatch> watchOf, Tools tools) {
        this.board = board;
        this.tools = tools;
        this.notBefore = tools.clock().nanoTime();
        for (String identifier : board.definition().dataSets().keySet()) {
            Optional<DataSet> dataSet = tools.boards().dataSet(board, identifier);
            dataSets.put(identifier, dataSet);
            dataSet.ifPresent(found -> watches.put(identifier, watchOf.apply(found)));
        }
    }

    ResourceKey key() {
        return board.resource().key();
    }

    /** A newcomer gets all that it watches, changed or not. */
    synchronized void add(Watcher watcher, Set<String> visuals) {
        watchers.put(watcher, Set.copyOf(visuals));
        stale.addAll(visuals);
        pushed.keySet().removeAll(visuals);
        schedule();
    }

    /** True where nobody is left. */
    synchronized boolean remove(Watcher watcher) {
        watchers.remove(watcher);
        return watchers.isEmpty();
    }

    void changed(Change change) {
        Set<String> touched = new HashSet<>();
        watches.forEach((identifier, watch) -> {
            if (watch.concerns(change)) {
                touched.add(identifier);
            }
        });
        markStale(touched);
    }

    void imported(DataSet imported) {
        Set<String> touched = new HashSet<>();
        dataSets.forEach((identifier, dataSet) -> {
            if (dataSet.isPresent() && dataSet.get().incarnation().equals(imported.incarnation())) {
                touched.add(identifier);
            }
        });
        markStale(touched);
    }

    private synchronized void markStale(Set<String> touched) {
        if (touched.isEmpty()) {
            return;
        }
        for (Definition.Placed placed : board.definition().visuals()) {
            if (touched.contains(placed.visual().dataSet())
                    && watched(placed.visual().id())) {
                stale.add(placed.visual().id());
            }
        }
        schedule();
    }

    private boolean watched(String visualId) {
        return watchers.values().stream().anyMatch(visuals -> visuals.contains(visualId));
    }

    private synchronized void schedule() {
        if (scheduled || stale.isEmpty() || watchers.isEmpty()) {
            return;
        }
        scheduled = true;
        long wait = Math.max(0, notBefore - tools.clock().nanoTime());
        tools.scheduler().schedule(Duration.ofNanos(wait), this::refresh);
    }

    private synchronized Set<String> takeStale() {
        Set<String> taken = new LinkedHashSet<>(stale);
        stale.clear();
        return taken;
    }

    private void refresh() {
        long start = tools.clock().nanoTime();
        try {
            for (String visualId : takeStale()) {
                board.definition().visual(visualId).ifPresent(this::refresh);
            }
        } finally {
            long took = tools.clock().nanoTime() - start;
            synchronized (this) {
                notBefore = tools.clock().nanoTime() + Math.max(tools.interval().toNanos(), took);
                scheduled = false;
                schedule();
            }
        }
    }

    private void refresh(Definition.Placed placed) {
        String visualId = placed.visual().id();
        ObjectNode data;
        try {
            data = BoardJson.data(visualId, tools.boards().run(board, placed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException failure) {
            PageFailure said = PageFailure.of(failure);
            if (said.ours()) {
                log.error("The visual {} of {} could not be refreshed", visualId, key(), failure);
            }
            data = said.json().put("visualId", visualId);
        }
        push(visualId, data);
    }

    /** The same rows are not pushed again; the time of reading alone is no news. */
    private void push(String visualId, ObjectNode data) {
        ObjectNode news = data.deepCopy();
        if (news.get("freshness") instanceof ObjectNode freshness
                && freshness.path("live").asBoolean(false)) {
            freshness.remove("asOf");
        }
        Set<Watcher> readers = new HashSet<>();
        synchronized (this) {
            if (news.equals(pushed.put(visualId, news))) {
                return;
            }
            watchers.forEach((watcher, visuals) -> {
                if (visuals.contains(visualId)) {
                    readers.add(watcher);
                }
            });
        }
        readers.forEach(watcher -> watcher.push(data));
    }
}
