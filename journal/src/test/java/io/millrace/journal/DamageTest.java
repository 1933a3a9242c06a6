package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.disk.DiskFile;
import io.millrace.testing.CrashableDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A small journal, flipped and cut at every byte. */
final class DamageTest {

    /** The files of a journal, and the frames that it held. */
    private record Written(NavigableMap<Path, ByteBuffer> files, NavigableMap<Long, String> frames, long end) {

        static Written by(Desk desk, boolean clean) throws IOException {
            NavigableMap<Long, String> frames = Desk.frames(desk.journal);
            long end = desk.journal.forcedEnd();
            if (clean) {
                desk.journal.close();
            }
            NavigableMap<Path, ByteBuffer> files = new TreeMap<>();
            for (Path file : desk.files()) {
                files.put(file, ByteBuffer.wrap(desk.disk.bytes(file)));
            }
            return new Written(files, frames, end);
        }

        /** Opens it with one file's bytes replaced. */
        Desk with(Path replaced, byte[] bytes) throws IOException {
            CrashableDisk disk = new CrashableDisk(new SplittableRandom(1));
            disk.createDirectories(Desk.DIRECTORY);
            for (Map.Entry<Path, ByteBuffer> entry : files.entrySet()) {
                try (DiskFile file = disk.create(entry.getKey())) {
                    Path path = entry.getKey();
                    file.append(
                            path.equals(replaced)
                                    ? ByteBuffer.wrap(bytes)
                                    : entry.getValue().duplicate());
                    file.force();
                }
            }
            disk.forceDirectory(Desk.DIRECTORY);
            return new Desk(disk);
        }

        byte[] bytes(Path file) {
            ByteBuffer buffer = Objects.requireNonNull(files.get(file)).duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        Segment segment(Path file) {
            return Segment.named(Desk.DIRECTORY, file.getFileName().toString()).orElseThrow();
        }

        boolean isLast(Path file) {
            return file.equals(files.lastKey());
        }

        /** The frame that holds a position; the end beyond the last. */
        long frameAt(long position) {
            return position < end ? frames.headMap(position, true).lastKey() : end;
        }
    }

    /** Three segments, commits of one and of several frames, an empty frame. */
    private static Written write(boolean clean) throws IOException {
        Desk desk = new Desk(1);
        for (int i = 0; i < 12; i++) {
            desk.append("event " + i);
            desk.append("", "more of " + i);
            desk.run();
            desk.commit("x".repeat(i * 7));
        }
        assertThat(desk.files()).hasSizeBetween(3, 4);
        return Written.by(desk, clean);
    }

    @Test
    void aFlippedByteCostsAtMostItsOwnFrameAndIsReported() throws IOException {
        Written written = write(true);
        for (Path file : written.files().keySet()) {
            for (int offset = 0; offset < written.bytes(file).length; offset++) {
                for (int mask : new int[] {0x01, 0x80, 0xFF}) {
                    byte[] bytes = written.bytes(file);
                    bytes[offset] ^= (byte) mask;
                    checkFlip(written, file, offset, bytes);
                }
            }
        }
    }

    private static void checkFlip(Written written, Path file, int offset, byte[] bytes) throws IOException {
        Desk desk = written.with(file, bytes);
        String where = file.getFileName() + " flipped at " + offset + ": " + desk.journal.recovery();
        NavigableMap<Long, String> left = Desk.frames(desk.journal);
        NavigableMap<Long, String> expected = new TreeMap<>(written.frames());
        long hit = written.frameAt(written.segment(file).position(offset));
        if (offset >= Format.SEGMENT_HEADER && !left.containsKey(hit)) {
            expected.remove(hit);
        }
        RecoveryReport report = desk.journal.recovery();
        assertThat(left.values()).as(where).containsAll(expected.values());
        assertThat(left.values()).as(where).isSubsetOf(written.frames().values());
        assertThat(report.damages().size() + report.cutBytes()).as(where).isPositive();
        assertThat(desk.journal.forcedEnd()).as(where).isEqualTo(written.end());
        goesOn(desk, where);
    }

    @Test
    void ofAJournalCutAtAnyByteAllBeforeTheCutIsThereAndTheRestIsReported() throws IOException {
        Written written = write(true);
        for (Path file : written.files().keySet()) {
            for (int cut = 0; cut < written.bytes(file).length; cut++) {
                Desk desk = written.with(file, Arrays.copyOf(written.bytes(file), cut));
                RecoveryReport report = desk.journal.recovery();
                String where = file.getFileName() + " cut at " + cut + ": " + report;
                long position = written.segment(file).position(cut);
                NavigableMap<Long, String> left = Desk.frames(desk.journal);
                long torn = written.frameAt(position);
                assertThat(left).as(where).containsAllEntriesOf(written.frames().headMap(torn, false));
                if (!written.isLast(file)) {
                    long after = desk.journal.recovery().damages().getLast().to();
                    assertThat(left)
                            .as(where)
                            .containsAllEntriesOf(written.frames().tailMap(after));
                }
                assertThat(left.values()).as(where).isSubsetOf(written.frames().values());
                assertThat(report.clean() && report.damages().isEmpty())
                        .as(where)
                        .isFalse();
                goesOn(desk, where);
            }
        }
    }

    @Test
    void withoutACleanCloseAFlipInTheLastCommitKeepsWhatStandsBeforeIt() throws IOException {
        Written written = write(false);
        Path file = written.files().lastKey();
        for (int offset = 0; offset < written.bytes(file).length; offset++) {
            byte[] bytes = written.bytes(file);
            bytes[offset] ^= 0x10;
            Desk desk = written.with(file, bytes);
            RecoveryReport report = desk.journal.recovery();
            String where = "flipped at " + offset + ": " + report;
            long hit = written.frameAt(written.segment(file).position(offset));
            NavigableMap<Long, String> left = Desk.frames(desk.journal);
            assertThat(left).as(where).containsAllEntriesOf(written.frames().headMap(hit, false));
            assertThat(left.values()).as(where).isSubsetOf(written.frames().values());
            assertThat(report.damages().size() + report.cutBytes()).as(where).isPositive();
            goesOn(desk, where);
        }
    }

    /** New frames are taken, and with the old ones they survive a crash. */
    private static void goesOn(Desk desk, String where) throws IOException {
        NavigableMap<Long, String> before = Desk.frames(desk.journal);
        desk.commit("new");
        assertThat(desk.texts()).as(where).endsWith("new").hasSize(before.size() + 1);
        desk.crash();
        assertThat(Desk.frames(desk.journal)).as(where).containsAllEntriesOf(before);
        assertThat(desk.texts()).as(where).endsWith("new").hasSize(before.size() + 1);
    }

    @Test
    void damageFoundWhileReadingIsSkipped() throws IOException {
        Desk desk = new Desk(1);
        desk.commit("one", "two", "three");
        Segment segment = written(desk);
        byte[] bytes = desk.disk.bytes(segment.file());
        int startOfThree = (int) segment.offset(desk.journal.forcedEnd()) - "three".length() - Format.FRAME_HEADER;
        bytes[startOfThree - Format.COMMIT_HEADER - 1] ^= 1;
        desk.disk.overwrite(segment.file(), bytes);
        assertThat(desk.texts()).containsExactly("one", "three");
    }

    @Test
    void zerosAheadOfTheCommitsAreNeitherDamageNorCut() throws IOException {
        Desk desk = new Desk(1);
        desk.commit("one", "two");
        byte[] bytes = desk.disk.bytes(written(desk).file());
        assertThat(bytes[bytes.length - 1]).isZero();
        desk.crash();
        assertThat(desk.texts()).containsExactly("one", "two");
        assertThat(desk.journal.recovery().damages()).isEmpty();
        assertThat(desk.journal.recovery().cutBytes()).isZero();
    }

    @Test
    void aMissingSegmentIsReportedAndReadingGoesOnAfterIt() throws IOException {
        Written written = write(true);
        Path middle = written.files().navigableKeySet().higher(written.files().firstKey());
        Written without = new Written(new TreeMap<>(written.files()), written.frames(), written.end());
        without.files().remove(middle);
        Desk desk = without.with(middle, new byte[0]);
        Damage damage = desk.journal.recovery().damages().getFirst();
        assertThat(damage.from()).isEqualTo(written.segment(middle).base());
        assertThat(desk.texts()).contains("event 0", "x".repeat(77)).doesNotContain("event 9");
    }

    @Test
    void aPayloadThatLooksLikeACommitIsNeverTakenForOne() throws IOException {
        Desk desk = new Desk(1);
        desk.commit("before");
        Segment segment = written(desk);
        int headerOfForged = (int) segment.offset(desk.journal.forcedEnd());
        ByteBuffer forged = ByteBuffer.allocate(100);
        long place = desk.journal.forcedEnd() + Format.COMMIT_HEADER + Format.FRAME_HEADER;
        Format.putCommitHeader(forged, 12, place, 12345);
        Desk.Told told = new Desk.Told();
        desk.journal.append(forged.rewind(), told);
        desk.run();
        byte[] bytes = desk.disk.bytes(segment.file());
        bytes[headerOfForged] ^= 1;
        desk.disk.overwrite(segment.file(), bytes);
        desk.crash();
        assertThat(desk.texts()).containsExactly("before");
        assertThat(desk.journal.recovery().damages()).isEmpty();
    }

    private static Segment written(Desk desk) throws IOException {
        return Segment.named(
                        Desk.DIRECTORY, desk.files().getLast().getFileName().toString())
                .orElseThrow();
    }
}
