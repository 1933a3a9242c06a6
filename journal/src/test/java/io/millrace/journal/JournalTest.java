package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.DiskOperation;
import io.millrace.testing.FaultPlan.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

/** What those who append, read and release see. */
final class JournalTest {

    private final Desk desk = new Desk(1);

    JournalTest() throws IOException {}

    @Test
    void whatIsAppendedIsReadBackInOrderFromAnyFrame() throws IOException {
        List<Desk.Told> told = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            told.add(desk.append("event " + i));
            if (i % 7 == 0) {
                desk.run();
            }
        }
        desk.run();
        NavigableMap<Long, String> frames = Desk.frames(desk.journal);
        assertThat(frames).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(frames).containsEntry(told.get(i).position, "event " + i);
            try (JournalReader reader = desk.journal.read(told.get(i).position)) {
                assertThat(reader.next()).isTrue();
                assertThat(Desk.text(reader.payload())).isEqualTo("event " + i);
                assertThat(reader.position()).isEqualTo(told.get(i).position);
            }
        }
    }

    @Test
    void framesTouchFromTheStartToTheForcedEnd() throws IOException {
        for (int i = 0; i < 100; i++) {
            desk.commit("x".repeat(i));
        }
        long expected = desk.journal.start();
        try (JournalReader reader = desk.journal.read(expected)) {
            while (reader.next()) {
                assertThat(reader.position()).isEqualTo(expected);
                expected = reader.nextPosition();
            }
        }
        assertThat(expected).isEqualTo(desk.journal.forcedEnd());
        assertThat(desk.files()).hasSizeGreaterThan(3);
    }

    @Test
    void nothingIsToldOrSeenBeforeItIsForced() throws IOException {
        Desk.Told told = desk.append("early");
        assertThat(told.forced).isFalse();
        assertThat(desk.texts()).isEmpty();
        desk.tasks.remove().run();
        assertThat(desk.texts()).containsExactly("early");
        assertThat(told.forced)
                .as("told by the completion executor, not by the writer")
                .isFalse();
        desk.run();
        assertThat(told.forced).isTrue();
    }

    @Test
    void aReaderGoesOnWhereItWasWhenMoreIsForced() throws IOException {
        try (JournalReader reader = desk.journal.read(0)) {
            assertThat(reader.next()).isFalse();
            for (int i = 0; i < 100; i++) {
                desk.commit("event " + i);
                assertThat(reader.next()).isTrue();
                assertThat(Desk.text(reader.payload())).isEqualTo("event " + i);
                assertThat(reader.next()).isFalse();
            }
        }
    }

    @Test
    void aListIsConsecutiveAndEmptyAndHugeFramesAreFrames() throws IOException {
        String huge = "h".repeat(3000);
        desk.append("before");
        Desk.Told told = desk.append("a", "", huge, "b");
        desk.append("after");
        desk.run();
        assertThat(desk.texts()).containsExactly("before", "a", "", huge, "b", "after");
        assertThat(Desk.frames(desk.journal)).containsEntry(told.position, "a");
    }

    @Test
    void whoAppendsAListIsToldWhereItEnds() throws IOException {
        desk.append("before");
        List<Long> told = new ArrayList<>();
        desk.journal.append(List.of(Desk.bytes("one"), Desk.bytes("three")), new Completion() {
            @Override
            public void forced(long position) {}

            @Override
            public void forced(long position, long end) {
                told.add(position);
                told.add(end - Journal.frameSize(5));
                told.add(end);
            }

            @Override
            public void failed(IOException cause) {}
        });
        desk.append("after");
        desk.run();
        NavigableMap<Long, String> frames = Desk.frames(desk.journal);
        assertThat(told).extracting(frames::get).containsExactly("one", "three", "after");
    }

    @Test
    void aClosedJournalIsReopenedCleanAndGoesOn() throws IOException {
        desk.append("one");
        long end = desk.journal.forcedEnd();
        desk.journal.close();
        desk.run();
        assertThat(desk.append("late").failure).isInstanceOf(JournalClosed.class);
        desk.journal = desk.open(desk.disk);
        assertThat(desk.journal.recovery().clean()).isTrue();
        assertThat(desk.journal.recovery().cutBytes()).isZero();
        desk.commit("two");
        assertThat(desk.texts()).containsExactly("one", "two");
        assertThat(desk.journal.forcedEnd()).isGreaterThan(end);
    }

    @Test
    void restartingAnIdleJournalLeavesNoTrailOfFiles() throws IOException {
        desk.commit("one");
        for (int i = 0; i < 5; i++) {
            desk.crash();
            assertThat(desk.texts()).containsExactly("one");
            assertThat(desk.files()).hasSizeLessThanOrEqualTo(2);
        }
        for (int i = 0; i < 5; i++) {
            desk.journal.close();
            desk.journal = desk.open(desk.disk);
            assertThat(desk.texts()).containsExactly("one");
            assertThat(desk.files()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aFailedForceFailsTheAppendsAndTheSegmentIsLeftForGood() throws IOException {
        desk.commit("kept");
        desk.disk.faults().failNext(DiskOperation.FORCE, Fault.IO_ERROR);
        Desk.Told lost = desk.append("lost");
        desk.run();
        assertThat(lost.failed).isTrue();
        assertThat(lost.failure).hasMessageContaining("Input/output error");
        Desk.Told next = desk.append("next");
        desk.run();
        assertThat(next.forced).isTrue();
        assertThat(desk.files()).hasSize(2);
        assertThat(desk.texts()).containsExactly("kept", "next");
        desk.crash();
        assertThat(desk.texts()).containsExactly("kept", "next");
        assertThat(desk.journal.recovery().damages()).isEmpty();
    }

    @Test
    void aDiskThatForcesNothingLeavesNoTrailOfFiles() throws IOException {
        desk.commit("kept");
        desk.disk.faults().fail(DiskOperation.FORCE, 1, Fault.IO_ERROR);
        for (int i = 0; i < 50; i++) {
            Desk.Told told = desk.append("refused " + i);
            desk.run();
            assertThat(told.failed).isTrue();
        }
        desk.disk.faults().fail(DiskOperation.FORCE, 0.5, Fault.IO_ERROR);
        for (int i = 0; i < 50; i++) {
            desk.commit("perhaps");
        }
        desk.disk.faults().clear();
        long perhaps = desk.texts().stream().filter("perhaps"::equals).count();
        assertThat(desk.files().size()).isLessThanOrEqualTo((int) perhaps + 3);
        desk.commit("at last");
        assertThat(desk.texts()).startsWith("kept").endsWith("at last");
    }

    @Test
    void aFullDiskFailsAppendsAndRecoversByItself() throws IOException {
        desk.commit("kept");
        desk.disk.faults().capacity(300);
        Desk.Told refused = desk.append("x".repeat(300));
        desk.run();
        assertThat(refused.failed).isTrue();
        assertThat(refused.failure).hasMessageContaining("No space left");
        Desk.Told small = desk.append("small");
        desk.run();
        assertThat(small.forced).as("what still fits is taken").isTrue();
        desk.disk.faults().clear();
        desk.commit("large again " + "x".repeat(300));
        desk.crash();
        assertThat(desk.texts()).hasSize(3).startsWith("kept", "small");
        assertThat(desk.journal.recovery().damages()).isEmpty();
    }

    @Test
    void moreBytesThanMayWaitAreRefusedAtOnce() throws IOException {
        Desk.Told first = desk.append("x".repeat(5000));
        Desk.Told second = desk.append("x".repeat(5000));
        assertThat(second.failure).isInstanceOf(JournalFull.class).hasMessageContaining("8192");
        desk.run();
        assertThat(first.forced).isTrue();
        Desk.Told third = desk.append("x".repeat(5000));
        desk.run();
        assertThat(third.forced).isTrue();
        assertThatThrownBy(() -> desk.append("x".repeat(9000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void releaseDeletesWholeSegmentsBeforeAPositionAndNoOther() throws IOException {
        for (int i = 0; i < 100; i++) {
            desk.commit("event " + i);
        }
        NavigableMap<Long, String> before = Desk.frames(desk.journal);
        List<Path> files = desk.files();
        long middle = before.floorKey(desk.journal.forcedEnd() / 2);
        desk.journal.release(middle);
        assertThat(desk.files()).hasSizeLessThan(files.size());
        assertThat(desk.journal.start()).isLessThanOrEqualTo(middle);
        assertThat(Desk.frames(desk.journal)).isEqualTo(before.tailMap(desk.journal.start()));
        try (JournalReader reader = desk.journal.read(0)) {
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessageContaining("released");
        }
        desk.journal.release(desk.journal.forcedEnd());
        assertThat(desk.files()).hasSize(1);
        long end = desk.journal.forcedEnd();
        desk.crash();
        assertThat(desk.journal.forcedEnd()).as("positions only grow").isEqualTo(end);
    }

    @Test
    void aPositionBeyondTheEndIsRefused() {
        assertThatThrownBy(() -> desk.journal.read(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFutureAndTheWaitGivePositions() throws Exception {
        Journal direct =
                Journal.open(desk.disk, Path.of("/data/other"), JournalConfig.defaults(), Runnable::run, Runnable::run);
        assertThat(direct.append(ByteBuffer.wrap(new byte[3])).get()).isZero();
        assertThat(direct.appendAndWait(ByteBuffer.wrap(new byte[3]))).isEqualTo(direct.forcedEnd() - 43);
        direct.close();
        assertThatThrownBy(() -> direct.appendAndWait(ByteBuffer.wrap(new byte[3])))
                .isInstanceOf(IOException.class);
    }
}
