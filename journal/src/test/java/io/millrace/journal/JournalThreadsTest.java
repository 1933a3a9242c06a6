package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.ByteSize;
import io.millrace.base.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads append, read and release on the machine's own disk. */
@Timeout(60)
final class JournalThreadsTest {

    private static final int CALLERS = 40;
    private static final int EACH = 100;
    private static final JournalConfig CONFIG =
            new JournalConfig(ByteSize.ofKiB(16), ByteSize.ofKiB(4), ByteSize.ofMiB(1));

    @TempDir
    Path directory;

    private record Answered(String text, long position) {}

    @Test
    void everyCallerFindsItsFrameWhereItWasToldAndInItsOwnOrder() throws Exception {
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                ExecutorService answers = Executors.newSingleThreadExecutor();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Queue<Answered> answered = new ConcurrentLinkedQueue<>();
            Journal journal = Journal.open(new LocalDisk(), directory, CONFIG, writer, answers);
            Future<Map<Long, String>> read = callers.submit(() -> follow(journal));
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = "caller " + caller;
                all.add(callers.submit(() -> append(journal, name, answered)));
            }
            for (Future<?> one : all) {
                one.get();
            }
            Map<Long, String> seen = read.get();
            journal.close();
            assertThat(answered).hasSize(CALLERS * EACH);
            Map<Long, String> told = new HashMap<>();
            answered.forEach(answer -> told.put(answer.position(), answer.text()));
            assertThat(seen).isEqualTo(told);
            Journal reopened = Journal.open(new LocalDisk(), directory, CONFIG, writer, answers);
            assertThat(reopened.recovery().clean()).isTrue();
            assertThat(Desk.frames(reopened)).isEqualTo(told);
            reopened.close();
        }
    }

    private static Void append(Journal journal, String name, Queue<Answered> answered) throws IOException {
        long last = -1;
        for (int i = 0; i < EACH; i++) {
            String text = name + ", frame " + i;
            long position = journal.appendAndWait(Desk.bytes(text));
            assertThat(position).isGreaterThan(last).isLessThan(journal.forcedEnd());
            last = position;
            answered.add(new Answered(text, position));
        }
        return null;
    }

    private static Map<Long, String> follow(Journal journal) throws IOException {
        Map<Long, String> frames = new HashMap<>();
        try (JournalReader reader = journal.read(0)) {
            while (frames.size() < CALLERS * EACH) {
                if (reader.next()) {
                    frames.put(reader.position(), Desk.text(reader.payload()));
                } else {
                    Thread.onSpinWait();
                }
            }
        }
        return frames;
    }

    @Test
    void aWriterThatIsGoneIsAnsweredNotWaitedFor() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Journal journal = Journal.open(new LocalDisk(), directory, CONFIG, writer, Runnable::run);
        writer.shutdown();
        assertThat(journal.append(Desk.bytes("late")))
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(JournalClosed.class);
        journal.close();
    }
}
