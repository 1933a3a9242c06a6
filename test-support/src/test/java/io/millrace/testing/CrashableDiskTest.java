package io.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.disk.DiskFile;
import io.millrace.testing.FaultPlan.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Shows that each kind of loss really happens, and that what was forced never suffers. */
final class CrashableDiskTest {

    private static final int RUNS = 400;
    private static final Path DIRECTORY = Path.of("/data");
    private static final Path FILE = DIRECTORY.resolve("f");

    private interface Life {
        void live(CrashableDisk disk) throws IOException;
    }

    /** What stands at FILE after the crash, over many seeds, counted by its text. */
    private static Map<String, Integer> survivors(Life life) throws IOException {
        Map<String, Integer> counted = new TreeMap<>();
        for (int seed = 0; seed < RUNS; seed++) {
            CrashableDisk disk = new CrashableDisk(new SplittableRandom(seed));
            disk.createDirectories(DIRECTORY);
            try {
                life.live(disk);
            } catch (DiskCrashed planned) {
                // The plan crashed it already.
            }
            counted.merge(text(disk.reopen()), 1, Integer::sum);
        }
        return counted;
    }

    private static String text(CrashableDisk disk) throws IOException {
        if (disk.status(FILE).isEmpty()) {
            return "absent";
        }
        return new String(disk.bytes(FILE), StandardCharsets.ISO_8859_1);
    }

    private static DiskFile forced(CrashableDisk disk, String text) throws IOException {
        DiskFile file = disk.create(FILE);
        file.append(bytes(text));
        file.force();
        disk.forceDirectory(DIRECTORY);
        return file;
    }

    @Test
    void forcedBytesAlwaysSurvive() throws IOException {
        assertThat(survivors(disk -> forced(disk, "forced"))).containsOnlyKeys("forced");
    }

    @Test
    void anUnforcedSuffixSurvivesWhollyTornAtAnyByteWithGarbageOrNotAtAll() throws IOException {
        Map<String, Integer> seen = survivors(disk -> {
            DiskFile file = forced(disk, "kept.");
            file.append(bytes("ab"));
            file.append(bytes("cd"));
        });
        assertThat(seen.keySet()).allMatch(text -> text.startsWith("kept."));
        assertThat(seen).containsKeys("kept.", "kept.a", "kept.ab", "kept.abc", "kept.abcd");
        assertThat(seen).as("zeros after a cut").containsKey("kept.a\0");
        assertThat(seen).as("a block in the middle never written").containsKey("kept.a\0cd");
        assertThat(seen.keySet())
                .as("garbage")
                .anyMatch(text -> text.length() > 5 && text.substring(5).chars().anyMatch(c -> c > 'd'));
    }

    @Test
    void unforcedBytesOverForcedOnesLeaveOldOrNewButNoGarbage() throws IOException {
        Map<String, Integer> seen = survivors(disk -> {
            DiskFile file = forced(disk, "0123456789");
            file.write(bytes("abc"), 4);
        });
        assertThat(seen.keySet()).allMatch(text -> text.matches("0123[4a][5b][6c]789"));
        assertThat(seen).containsKeys("0123456789", "0123abc789", "0123ab6789", "0123a5c789");
    }

    @Test
    void anUnforcedNameMayBeLostWithAllItsForcedBytes() throws IOException {
        assertThat(survivors(disk -> {
                    DiskFile file = disk.create(FILE);
                    file.append(bytes("forced"));
                    file.force();
                }))
                .containsOnlyKeys("absent", "forced");
    }

    @Test
    void anUnforcedRenameOrRemovalMayBeUndone() throws IOException {
        Path other = DIRECTORY.resolve("g");
        for (boolean force : new boolean[] {false, true}) {
            Map<String, Integer> renamed = survivors(disk -> {
                forced(disk, "bytes");
                disk.rename(FILE, other);
                force(disk, force);
            });
            Map<String, Integer> removed = survivors(disk -> {
                forced(disk, "bytes");
                disk.delete(FILE);
                force(disk, force);
            });
            String[] left = force ? new String[] {"absent"} : new String[] {"absent", "bytes"};
            assertThat(renamed).containsOnlyKeys(left);
            assertThat(removed).containsOnlyKeys(left);
        }
    }

    private static void force(CrashableDisk disk, boolean force) throws IOException {
        if (force) {
            disk.forceDirectory(DIRECTORY);
        }
    }

    @Test
    void aRenameLeavesTheFileUnderExactlyOneName() throws IOException {
        Path staging = Path.of("/staging");
        survivors(disk -> {
            disk.createDirectories(staging);
            forced(disk, "bytes");
            disk.rename(FILE, staging.resolve("g"));
            CrashableDisk next = disk.reopen();
            assertThat(next.status(FILE).isPresent())
                    .isNotEqualTo(next.status(staging.resolve("g")).isPresent());
        });
    }

    @Test
    void attributesFollowTheForcedBytes() throws IOException {
        int survived = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            CrashableDisk disk = new CrashableDisk(new SplittableRandom(seed));
            disk.createDirectories(DIRECTORY);
            DiskFile file = forced(disk, "bytes");
            file.setAttribute("a", new byte[] {1});
            file.force();
            file.setAttribute("a", new byte[] {2});
            Optional<byte[]> value = disk.reopen().open(FILE).attribute("a");
            assertThat(value.orElseThrow()[0]).isIn((byte) 1, (byte) 2);
            survived += value.orElseThrow()[0] - 1;
        }
        assertThat(survived).isBetween(1, RUNS - 1);
    }

    @Test
    void afterAFailedForceALaterForceSucceedsAndStillLosesBytes() throws IOException {
        Map<String, Integer> seen = survivors(disk -> {
            DiskFile file = forced(disk, "kept.");
            file.append(bytes("lost?"));
            disk.faults().failNext(DiskOperation.FORCE, Fault.IO_ERROR);
            assertThatThrownBy(file::force).isInstanceOf(IOException.class);
            file.append(bytes("after"));
            file.force();
        });
        assertThat(seen.keySet()).allMatch(text -> text.startsWith("kept.") && text.endsWith("after"));
        assertThat(seen).containsKeys("kept.lost?after", "kept.\0\0\0\0\0after");
    }

    @Test
    void aCrashDuringAForceLeavesItDoneOrNotDone() throws IOException {
        Map<String, Integer> seen = survivors(disk -> {
            DiskFile file = forced(disk, "kept.");
            file.append(bytes("x"));
            disk.faults().crashAt(disk.mutations() + 1);
            file.force();
        });
        assertThat(seen).containsKeys("kept.", "kept.x");
    }

    @Test
    void fromTheCrashOnEveryHandleIsDeadAndTheReopenedDiskLives() throws IOException {
        CrashableDisk disk = new CrashableDisk(new SplittableRandom(5));
        disk.createDirectories(DIRECTORY);
        DiskFile file = forced(disk, "kept");
        disk.faults().crashAt(disk.mutations() + 2);
        file.append(bytes("1"));
        assertThatThrownBy(() -> file.append(bytes("2"))).isInstanceOf(DiskCrashed.class);
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(DiskCrashed.class);
        assertThatThrownBy(() -> disk.list(DIRECTORY)).isInstanceOf(DiskCrashed.class);
        CrashableDisk next = disk.reopen();
        next.open(FILE).append(bytes("3"));
        assertThatThrownBy(() -> file.append(bytes("4"))).isInstanceOf(DiskCrashed.class);
        assertThat(text(next)).startsWith("kept").endsWith("3");
    }

    @Test
    void aFullDiskTakesWhatFitsAndRecoversWhenRoomIsMade() throws IOException {
        CrashableDisk disk = new CrashableDisk(new SplittableRandom(6));
        disk.createDirectories(DIRECTORY);
        DiskFile file = forced(disk, "12345");
        disk.faults().capacity(8);
        assertThatThrownBy(() -> file.append(bytes("6789")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThat(text(disk)).isEqualTo("12345678");
        file.truncate(5);
        file.append(bytes("abc"));
        assertThat(text(disk)).isEqualTo("12345abc");
    }

    @Test
    void aNumberedOperationFailsOnceAndProbabilitiesStrikeSometimes() throws IOException {
        CrashableDisk disk = new CrashableDisk(new SplittableRandom(7));
        disk.createDirectories(DIRECTORY);
        DiskFile file = forced(disk, "");
        disk.faults().failAt(disk.mutations() + 2, Fault.IO_ERROR);
        file.append(bytes("1"));
        assertThatThrownBy(() -> file.append(bytes("2"))).isInstanceOf(IOException.class);
        file.append(bytes("3"));
        disk.faults().fail(DiskOperation.READ, 0.5, Fault.IO_ERROR);
        int failed = 0;
        for (int i = 0; i < 100; i++) {
            try {
                file.read(ByteBuffer.allocate(1), 0);
            } catch (IOException struck) {
                failed++;
            }
        }
        assertThat(failed).isBetween(20, 80);
    }

    @Test
    void oneSeedReplaysTheSameRun() throws IOException {
        assertThat(run(42)).isEqualTo(run(42));
        assertThat(run(42)).isNotEqualTo(run(43));
    }

    private static String run(long seed) throws IOException {
        CrashableDisk disk = new CrashableDisk(new SplittableRandom(seed));
        disk.createDirectories(DIRECTORY);
        DiskFile file = disk.create(FILE);
        disk.forceDirectory(DIRECTORY);
        disk.faults().crash(0.01);
        StringBuilder trace = new StringBuilder();
        try {
            for (int i = 0; i < 10_000; i++) {
                file.append(bytes("line " + i + "\n"));
                trace.append(i);
            }
        } catch (DiskCrashed planned) {
            trace.append(text(disk.reopen()));
        }
        return trace.toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
