package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Crashes and faults by seed, and three planted bugs that the simulation must catch. */
final class JournalSimulationTest {

    private static final int SEEDS = Integer.getInteger("journal.seeds", 500);

    @Test
    void noSeedBreaksThePromise() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new SimulatedJournal(seed, UnaryOperator.identity()).run();
            } catch (AssertionError | IOException | RuntimeException broken) {
                throw new AssertionError("Seed " + seed + " breaks it: " + broken.getMessage(), broken);
            }
        }
    }

    @Test
    void answeringBeforeTheForceIsCaught() {
        assertThat(caught(disk -> new PlantedDisk(disk, file -> {}))).isPositive();
    }

    @Test
    void forcingAgainAfterAFailedForceIsCaught() {
        assertThat(caught(disk -> new PlantedDisk(disk, file -> {
                    try {
                        file.force();
                    } catch (IOException failed) {
                        file.force();
                    }
                })))
                .isPositive();
    }

    @Test
    void showingASegmentBeforeItIsWholeIsCaught() {
        assertThat(caught(disk -> new PlantedDisk(disk, DiskFile::force) {
                    @Override
                    public void forceDirectory(Path directory) {}
                }))
                .isPositive();
    }

    /** How many of the seeds notice the bug. */
    private static int caught(UnaryOperator<Disk> plant) {
        int caught = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new SimulatedJournal(seed, plant).run();
            } catch (AssertionError noticed) {
                caught++;
            } catch (IOException unexpected) {
                throw new AssertionError("Seed " + seed, unexpected);
            }
        }
        return caught;
    }
}
