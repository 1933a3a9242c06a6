package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.ByteSize;
import io.millrace.base.disk.Disk;
import io.millrace.testing.CrashableDisk;
import io.millrace.testing.DiskCrashed;
import io.millrace.testing.DiskOperation;
import io.millrace.testing.FaultPlan.Fault;
import io.millrace.testing.ManualClock;
import io.millrace.testing.ManualScheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Several lives of one journal under faults and crashes, drawn from a seed, and what must hold in each.
 *
 * <p>What was acknowledged stands where its completion said. What was once seen stays. Nothing stands twice, nothing that
 * nobody appended, and no crash counts as damage.
 */
final class SimulatedJournal {

    private static final Path DIRECTORY = Path.of("/data/journal");

    private final SplittableRandom random;
    private final UnaryOperator<Disk> plant;
    private final ManualScheduler scheduler;
    private CrashableDisk disk;
    private Journal journal;

    private int appended;
    private long released;
    private long highest;
    /** What must be found again, by position. */
    private final NavigableMap<Long, String> promised = new TreeMap<>();

    private final Map<Long, String> acknowledged = new HashMap<>();
    private final Set<String> offered = new HashSet<>();

    /** @param plant puts a bug between the journal and its disk */
    SimulatedJournal(long seed, UnaryOperator<Disk> plant) throws IOException {
        this.random = new SplittableRandom(seed);
        this.plant = plant;
        this.scheduler = new ManualScheduler(new ManualClock(Instant.EPOCH), random.split());
        this.disk = new CrashableDisk(random.split());
        this.journal = open();
    }

    void run() throws IOException {
        int lives = 1 + random.nextInt(6);
        for (int life = 0; life < lives; life++) {
            planFaults();
            try {
                live();
            } catch (DiskCrashed planned) {
                // The next life begins.
            }
            scheduler.clear();
            disk = disk.reopen();
            disk.faults().clear();
            journal = reopen();
            check();
        }
    }

    private void planFaults() {
        if (random.nextBoolean()) {
            disk.faults().crash(random.nextDouble() * 0.05);
        }
        if (random.nextInt(3) == 0) {
            disk.faults().fail(DiskOperation.FORCE, random.nextDouble() * 0.3, Fault.IO_ERROR);
        }
        if (random.nextInt(3) == 0) {
            disk.faults().failAny(random.nextDouble() * 0.1, Fault.IO_ERROR);
        }
        if (random.nextInt(4) == 0) {
            disk.faults().capacity(500 + random.nextInt(5000));
        }
    }

    private void live() throws IOException {
        int steps = random.nextInt(200);
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(12)) {
                case 0 -> scheduler.runAll();
                case 1 -> read();
                case 2 -> release();
                case 3, 4, 5, 6 -> scheduler.runOne();
                default -> append();
            }
        }
        if (random.nextInt(3) == 0) {
            journal.close();
            scheduler.runAll();
        }
    }

    private void append() {
        List<ByteBuffer> payloads = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        int count = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            String text = appended++ + ":" + "x".repeat(random.nextInt(random.nextInt(10) == 0 ? 700 : 30));
            offered.add(text);
            texts.add(text);
            payloads.add(Desk.bytes(text));
        }
        journal.append(payloads, new Completion() {
            @Override
            public void forced(long position) {
                assertThat(acknowledged.put(position, texts.getFirst())).isNull();
                promised.put(position, texts.getFirst());
            }

            @Override
            public void failed(IOException cause) {
                assertThat(cause).isNotNull();
            }
        });
    }

    /** What a reader has seen once is promised from then on. */
    private void read() {
        try (JournalReader reader = journal.read(journal.start())) {
            while (reader.next()) {
                promised.put(reader.position(), Desk.text(reader.payload()));
                highest = Math.max(highest, reader.nextPosition());
            }
        } catch (IOException planned) {
            // A reader may be called again; another one will.
        }
    }

    private void release() throws IOException {
        if (random.nextInt(4) == 0 && !promised.isEmpty()) {
            long before = promised.lastKey();
            released = Math.max(released, before);
            try {
                journal.release(before);
            } catch (IOException planned) {
                // What was not deleted stays.
            }
        }
    }

    private Journal open() throws IOException {
        return Journal.open(
                plant.apply(disk),
                DIRECTORY,
                new JournalConfig(new ByteSize(900), new ByteSize(300), new ByteSize(4000)),
                scheduler,
                scheduler);
    }

    /** Recovery itself may meet a crash or a failing disk, any number of times. */
    private Journal reopen() throws IOException {
        while (true) {
            if (random.nextInt(3) == 0) {
                disk.faults().crashAt(1 + random.nextInt(8));
            } else if (random.nextInt(3) == 0) {
                disk.faults().failAt(1 + random.nextInt(8), Fault.IO_ERROR);
            }
            try {
                Journal opened = open();
                disk.faults().clear();
                return opened;
            } catch (DiskCrashed planned) {
                disk = disk.reopen();
            } catch (IOException planned) {
                // Try again.
            }
        }
    }

    private void check() throws IOException {
        NavigableMap<Long, String> found = Desk.frames(journal);
        assertThat(journal.recovery().damages()).as("a crash is no damage").isEmpty();
        assertThat(journal.start()).as("only what was released is gone").isLessThanOrEqualTo(released);
        assertThat(journal.forcedEnd()).as("positions only grow").isGreaterThanOrEqualTo(highest);
        assertThat(found).as("promised frames").containsAllEntriesOf(promised.tailMap(journal.start()));
        assertThat(found.values()).as("no frame twice").doesNotHaveDuplicates();
        assertThat(offered).as("only what was appended").containsAll(found.values());
        promised.putAll(found);
        highest = journal.forcedEnd();
    }
}
