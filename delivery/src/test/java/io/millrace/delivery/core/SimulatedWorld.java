package io.millrace.delivery.core;

import io.millrace.base.ByteSize;
import io.millrace.base.disk.Disk;
import io.millrace.delivery.partition.RecordDeAggregation;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.OpenConfig;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.open.OpenSabotage;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.StreamKey;
import io.millrace.objects.store.DiskStore;
import io.millrace.testing.CrashableDisk;
import io.millrace.testing.ManualClock;
import io.millrace.testing.ManualScheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** One life of the process, from start to crash: store, open data and delivery on a disk that forgets. */
final class SimulatedWorld {

    static final Path DATA = Path.of("/data");

    /** What goes wrong outside the disk. */
    static final class Mood {
        double failing;
        boolean hanging;
        boolean denied;
    }

    private static final OpenConfig OPEN =
            new OpenConfig(new ByteSize(3000), new ByteSize(6000), 2, Duration.ofMillis(100), Duration.ofSeconds(3));
    private static final CoreConfig CORE = new CoreConfig(
            new ByteSize(3000),
            new ByteSize(20_000),
            Duration.ofMillis(50),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60));

    final ManualScheduler scheduler;
    final DiskStore store;
    final OpenData open;
    final DeliveryStreams streams;

    private final SplittableRandom random;
    private final AtomicLong answers;
    private final Mood mood;
    private final ManualClock clock;
    private final PlantedBug bug;

    SimulatedWorld(
            CrashableDisk disk,
            ManualClock clock,
            SplittableRandom random,
            AtomicLong answers,
            Mood mood,
            PlantedBug bug)
            throws IOException {
        this.random = random.split();
        this.answers = answers;
        this.mood = mood;
        this.clock = clock;
        this.bug = bug;
        this.scheduler = new ManualScheduler(clock, random.split());
        ChangeFeed feed = new ChangeFeed(scheduler);
        this.store = DiskStore.open(new DiskStore.Parts(disk, clock, random.split(), feed), DATA);
        this.open = bug.open(new OpenSabotage.Around(disk, DATA.resolve("open"), store, feed, clock, scheduler, OPEN));
        CoreParts parts = new CoreParts(disk, open, store, clock, scheduler, random.split(), this::destination, CORE);
        this.streams = new DeliveryStreams(DATA.resolve("log"), parts, bug::log);
        streams.recover();
        streams.start();
    }

    private Destination destination(Definition definition) {
        List<Processor> processors = new ArrayList<>();
        SimulatedDefinition simulated = SimulatedDefinition.of(definition);
        if (simulated.aggregated()) {
            processors.add(bug.deAggregation(RecordDeAggregation.delimited(clock, new byte[] {'\n'})));
        }
        processors.add(records -> new SimulatedProcessor(scheduler, random, answers, mood).process(records));
        return bug.destination(simulated.destination(processors, (bucket, key) -> {
            if (mood.denied) {
                throw new PutPermission.Denied("The role may not put " + key + " (simulated)");
            }
        }));
    }

    OpenStream openStream(StreamKey key) {
        return open.streams().stream()
                .filter(stream -> stream.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** A stop as an operator's: everything that was taken is written. */
    void stop() {
        streams.close();
        open.close();
        scheduler.clear();
    }

    /** For looking at what is left. */
    static boolean isEmpty(Disk disk, String directory) throws IOException {
        return disk.list(DATA.resolve(directory)).isEmpty();
    }
}
