package io.millrace.delivery.core;

import io.millrace.journal.Completion;
import io.millrace.objects.open.Freshness;
import io.millrace.objects.open.LeftOut;
import io.millrace.objects.open.OpenProbe;
import io.millrace.objects.open.StreamKey;
import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.StoreFault;
import io.millrace.testing.CrashableDisk;
import io.millrace.testing.DiskCrashed;
import io.millrace.testing.DiskOperation;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One seed: users, faults and crashes in an order that it draws, then peace, then the audit. */
final class Simulation {

    private static final List<String> BUCKETS = List.of("alpha", "beta", "gamma");
    private static final int STREAMS = 3;

    private final SplittableRandom random;
    private final PlantedBug bug;
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Ledger ledger = new Ledger();
    private final AtomicLong answers = new AtomicLong();
    private final SimulatedWorld.Mood mood = new SimulatedWorld.Mood();
    private final StringBuilder history = new StringBuilder();
    private CrashableDisk disk;
    private @Nullable SimulatedWorld life;
    private int nextIncarnation = 1;
    private int versions = 1;

    Simulation(long seed, PlantedBug bug) {
        this.random = new SplittableRandom(seed);
        this.bug = bug;
        this.disk = new CrashableDisk(random.split(), clock);
    }

    /** What happened, for a person who replays the seed. */
    String history() {
        return history.toString();
    }

    void run() throws IOException {
        int actions = random.nextInt(60, 260);
        for (int i = 0; i < actions; i++) {
            dare(this::act);
            dare(() -> work(random.nextInt(12)));
        }
        peace();
        new Audit(world(), ledger).all();
        note("restart");
        world().stop();
        life = null;
        settle();
        new Audit(world(), ledger).all();
    }

    /** Something that the disk may stop. */
    private interface Deed {
        void run() throws IOException;
    }

    private void dare(Deed deed) throws IOException {
        try {
            deed.run();
        } catch (IOException failed) {
            note("  failed: " + failed.getMessage());
            if (life == null) {
                disk.faults().clear();
            }
        } catch (DiskCrashed crashed) {
            note("CRASH");
            disk = disk.reopen();
            disk.faults().crash(0);
            life = null;
            clock.advance(Duration.ofMillis(random.nextInt(20_000)));
        }
    }

    private SimulatedWorld world() throws IOException {
        SimulatedWorld now = life;
        if (now == null) {
            now = new SimulatedWorld(disk, clock, random.split(), answers, mood, bug);
            life = now;
        }
        return now;
    }

    private void work(int tasks) throws IOException {
        for (int i = 0; i < tasks && world().scheduler.runOne(); i++) {
            // Each task is a step of somebody's.
        }
    }

    private void act() throws IOException {
        int draw = random.nextInt(100);
        if (draw < 45) {
            send();
        } else if (draw < 60) {
            clock.advance(Duration.ofMillis(random.nextInt(6000)));
        } else if (draw < 70) {
            query();
        } else if (draw < 80) {
            meddle();
        } else if (draw < 85) {
            createStream();
        } else if (draw < 88) {
            update();
        } else if (draw < 97) {
            breakSomething();
        } else {
            stop();
        }
    }

    private void meddle() throws IOException {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> createBucket();
            case 3 -> deleteBucket();
            case 4, 5 -> deleteObject();
            case 6 -> deleteStream();
            case 7 -> {
                mood.failing = random.nextInt(3) == 0 ? 0.6 : 0;
                mood.denied = random.nextInt(6) == 0;
                mood.hanging = random.nextInt(4) == 0;
                note("failing " + mood.failing + ", hanging " + mood.hanging + ", denied " + mood.denied);
            }
            default -> {
                clock.jump(Duration.ofMinutes(random.nextInt(-120, 120)));
                note("the clock jumps");
            }
        }
    }

    private void breakSomething() {
        FaultPlan faults = disk.faults();
        switch (random.nextInt(8)) {
            case 0 -> faults.failNext(DiskOperation.FORCE, FaultPlan.Fault.IO_ERROR);
            case 1 -> faults.failNext(DiskOperation.APPEND, FaultPlan.Fault.DISK_FULL);
            case 2 -> faults.failNext(DiskOperation.RENAME, FaultPlan.Fault.IO_ERROR);
            case 3 -> faults.failNext(DiskOperation.FORCE_DIRECTORY, FaultPlan.Fault.IO_ERROR);
            case 4 -> faults.failAny(random.nextInt(4) == 0 ? 0.2 : 0.02, FaultPlan.Fault.IO_ERROR);
            case 5 -> faults.capacity(random.nextInt(3) == 0 ? 20_000 : Long.MAX_VALUE);
            case 6 -> faults.failAny(0, FaultPlan.Fault.IO_ERROR).capacity(Long.MAX_VALUE);
            default -> faults.crashAt(disk.mutations() + random.nextInt(1, 60));
        }
        note("fault planned");
    }

    private void stop() throws IOException {
        if (random.nextBoolean()) {
            note("crash asked for");
            disk.crash();
            disk.status(SimulatedWorld.DATA); // Notices.
        } else {
            note("restart");
            world().stop();
            life = null;
        }
    }

    private void send() throws IOException {
        List<DeliveryStream> streams = usable();
        if (streams.isEmpty()) {
            createStream();
            return;
        }
        DeliveryStream stream = streams.get(random.nextInt(streams.size()));
        List<Ledger.Sent> batch = new ArrayList<>();
        List<ByteBuffer> data = new ArrayList<>();
        for (int left = random.nextInt(3) == 0 ? random.nextInt(1, 9) : 1; left > 0; left--) {
            String record = random.nextInt(4) == 0 ? aggregate(stream, batch) : record(stream, batch, true);
            data.add(ByteBuffer.wrap(record.getBytes(StandardCharsets.UTF_8)));
        }
        Completion done = new Completion() {
            @Override
            public void forced(long position) {
                batch.forEach(sent -> sent.acknowledged = true);
            }

            @Override
            public void failed(IOException cause) {}
        };
        if (data.size() == 1) {
            stream.accept(data.getFirst(), done);
        } else {
            stream.accept(data, done);
        }
    }

    private String record(DeliveryStream stream, List<Ledger.Sent> batch, boolean alone) {
        String partition = "" + random.nextInt(SimulatedDefinition.PARTITIONS);
        String flags = alone ? List.of("", "", "d", "f", "df").get(random.nextInt(5)) : "";
        Ledger.Sent sent = ledger.send(stream.key(), stream.definition().version(), alone ? partition : "", flags);
        batch.add(sent);
        return "{" + sent.id + "|" + partition + "|" + flags + "}";
    }

    /** Several records as one: taken apart where the stream does that, else with one outcome. */
    private String aggregate(DeliveryStream stream, List<Ledger.Sent> batch) {
        StringBuilder lines = new StringBuilder();
        for (int left = random.nextInt(2, 6); left > 0; left--) {
            lines.append(lines.isEmpty() ? "" : "\n").append(record(stream, batch, false));
        }
        return lines.toString();
    }

    private List<DeliveryStream> usable() throws IOException {
        return world().streams.streams().stream()
                .filter(stream -> !ledger.doomed.contains(stream.key()))
                .sorted((one, other) -> one.key().text().compareTo(other.key().text()))
                .toList();
    }

    private void createStream() throws IOException {
        if (world().streams.streams().size() >= STREAMS) {
            return;
        }
        String name = "s" + random.nextInt(STREAMS);
        StreamKey key = new StreamKey("r." + name + "." + nextIncarnation++);
        SimulatedDefinition drawn = SimulatedDefinition.draw(name, versions++, BUCKETS, random);
        note("create " + key + " " + drawn);
        ledger.constant.put(key, drawn);
        var _ = world().streams.create(key, drawn.definition());
    }

    private void update() throws IOException {
        List<DeliveryStream> streams = usable();
        if (!streams.isEmpty()) {
            DeliveryStream stream = streams.get(random.nextInt(streams.size()));
            ledger.constant.remove(stream.key());
            String name = SimulatedDefinition.of(stream.definition()).stream();
            SimulatedDefinition drawn = SimulatedDefinition.draw(name, versions++, BUCKETS, random);
            note("update " + stream.key() + " " + drawn);
            var _ = stream.update(drawn.definition()).whenComplete((done, failure) -> {
                if (failure != null) {
                    ledger.refused.add(drawn.version());
                }
            });
        }
    }

    private void deleteStream() throws IOException {
        List<DeliveryStream> streams = usable();
        if (!streams.isEmpty()) {
            StreamKey key = streams.get(random.nextInt(streams.size())).key();
            note("delete " + key);
            ledger.doomed.add(key);
            var _ = world().streams
                    .delete(key, Duration.ofSeconds(random.nextInt(1, 40)))
                    .thenAccept(report -> ledger.deleted.add(key));
        }
    }

    private void createBucket() throws IOException {
        String name = BUCKETS.get(random.nextInt(BUCKETS.size()));
        if (world().store.bucket(name).isEmpty()) {
            note("create bucket " + name);
            world().store.createBucket(name, "us-east-1");
        }
    }

    private void deleteBucket() throws IOException {
        String name = BUCKETS.get(random.nextInt(BUCKETS.size()));
        if (world().store.bucket(name).isPresent() && random.nextBoolean()) {
            note("empty and delete bucket " + name);
            for (ObjectInfo info : world().store.list(name, ListRequest.all("")).objects()) {
                erase(name, info.key());
            }
            try {
                world().store.deleteBucket(name);
            } catch (StoreFault.BucketNotEmpty notAllGone) {
                note("  not empty");
            }
        }
    }

    private void deleteObject() throws IOException {
        String name = BUCKETS.get(random.nextInt(BUCKETS.size()));
        if (world().store.bucket(name).isPresent()) {
            List<ObjectInfo> objects =
                    world().store.list(name, ListRequest.all("")).objects();
            if (!objects.isEmpty()) {
                erase(name, objects.get(random.nextInt(objects.size())).key());
            }
        }
    }

    private void erase(String bucketName, String key) throws IOException {
        Bucket bucket = world().store.bucket(bucketName).orElseThrow();
        Ledger.ObjectName name = new Ledger.ObjectName(bucket.incarnation(), key);
        List<Sightings.Sighting> contents = Sightings.in(key, Audit.sealedText(world(), bucketName, key));
        note("erase " + key);
        ledger.erased.put(name, new Ledger.Erased(contents, false));
        world().store.delete(bucketName, key);
        ledger.erased.put(name, new Ledger.Erased(contents, true));
    }

    /** Promise 2: what was acknowledged before the query is in the answer, unless its stream is named. */
    private void query() throws IOException {
        SimulatedWorld asked = world();
        Set<Long> owed = ledger.sent.values().stream()
                .filter(sent -> sent.acknowledged && sent.plain)
                .filter(sent -> ledger.constant.containsKey(sent.stream) && !ledger.doomed.contains(sent.stream))
                .map(sent -> sent.id)
                .collect(Collectors.toSet());
        String bucket = BUCKETS.get(random.nextInt(BUCKETS.size()));
        String prefix = List.of("", "data/", "data/s0/", "data/s1/", "errors/", "backup/")
                .get(random.nextInt(6));
        var _ = asked.open
                .whenFresh(bucket, prefix, Duration.ofSeconds(2))
                .thenAccept(freshness -> answer(asked, bucket, prefix, owed, freshness));
    }

    private void answer(SimulatedWorld asked, String bucket, String prefix, Set<Long> owed, Freshness freshness) {
        if (asked != life || disk.crashed()) {
            return;
        }
        try {
            Set<Long> shown = Audit.query(asked, ledger, bucket, prefix);
            Set<String> named =
                    freshness.leftOut().stream().map(LeftOut::stream).collect(Collectors.toSet());
            String incarnation =
                    asked.store.bucket(bucket).map(Bucket::incarnation).orElse("");
            Set<Long> missing = new HashSet<>(owed);
            missing.removeAll(shown);
            for (long id : missing) {
                StreamKey key = Objects.requireNonNull(ledger.sent.get(id)).stream;
                SimulatedDefinition definition = ledger.constant.get(key);
                boolean here = definition != null
                        && !definition.partitioned()
                        && definition.bucket().equals(bucket)
                        && definition.literal().startsWith(prefix)
                        && !ledger.doomed.contains(key)
                        && !named.contains(definition.stream());
                Audit.require(
                        !here || isElsewhere(asked, key, id, incarnation),
                        "A query of " + bucket + "/" + prefix + " misses record " + id + " of " + key + " and names "
                                + named);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Deleted by its user, or gone with an earlier bucket of that name. */
    private boolean isElsewhere(SimulatedWorld asked, StreamKey key, long id, String incarnation) throws IOException {
        for (Ledger.Erased erased : ledger.erased.values()) {
            if (erased.contents().stream().anyMatch(sighting -> sighting.id() == id)) {
                return true;
            }
        }
        return OpenProbe.of(asked.openStream(key)).stream()
                .filter(held -> !held.birth().incarnation().equals(incarnation))
                .anyMatch(held -> Sightings.in(held.birth().key(), held.text()).stream()
                        .anyMatch(sighting -> sighting.id() == id));
    }

    /** All faults end, all buckets exist; then everything is processed and sealed. */
    private void peace() throws IOException {
        note("peace");
        disk.faults().clear();
        mood.failing = 0;
        mood.hanging = false;
        mood.denied = false;
        dare(this::settle); // A crash may still be due.
        disk.faults().clear();
        for (String name : BUCKETS) {
            if (world().store.bucket(name).isEmpty()) {
                world().store.createBucket(name, "us-east-1");
            }
        }
        settle();
    }

    private void settle() throws IOException {
        for (int second = 0; second < 100; second++) {
            world().scheduler.runAll();
            clock.advance(Duration.ofSeconds(1));
        }
        world().scheduler.runAll();
    }

    private void note(String what) {
        history.append(clock.instant()).append(' ').append(what).append('\n');
    }
}
