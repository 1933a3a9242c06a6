package io.millrace.objects.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class ChangeFeedTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final ChangeFeed feed = new ChangeFeed(tasks::add);
    private final List<Change> heard = new ArrayList<>();

    @Test
    void changesAreHeardLaterAndInOrder() {
        feed.subscribe(heard::add);
        feed.tell(put("a"));
        feed.tell(new Change.Delete("b", "a"));
        assertThat(heard).isEmpty();
        run();
        assertThat(heard).containsExactly(put("a"), new Change.Delete("b", "a"));
    }

    @Test
    void openDataThatAdvancesTwiceIsToldOnce() {
        feed.subscribe(heard::add);
        Change advanced = new Change.OpenAdvanced("b", "2026/");
        feed.tell(advanced);
        feed.tell(advanced);
        run();
        feed.tell(advanced);
        run();
        assertThat(heard).containsExactly(advanced, advanced);
    }

    @Test
    void aListenerThatFailsHearsTheNextChange() {
        feed.subscribe(change -> {
            heard.add(change);
            throw new IllegalStateException("a listener's own fault");
        });
        feed.tell(put("a"));
        feed.tell(put("b"));
        run();
        assertThat(heard).containsExactly(put("a"), put("b"));
    }

    @Test
    void aListenerThatFallsBehindIsToldSo() {
        feed.subscribe(heard::add);
        for (int i = 0; i <= ChangeFeed.LIMIT; i++) {
            feed.tell(put("k" + i));
        }
        feed.tell(put("last"));
        run();
        assertThat(heard).containsExactly(new Change.Missed(), put("last"));
    }

    @Test
    void whoLeavesHearsNoMore() {
        feed.subscribe(heard::add).close();
        feed.tell(put("a"));
        run();
        assertThat(heard).isEmpty();
    }

    private static Change put(String key) {
        return new Change.Put("b", key, 1, "g");
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
