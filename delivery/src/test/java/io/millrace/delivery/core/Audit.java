package io.millrace.delivery.core;

import io.millrace.formats.Codec;
import io.millrace.objects.open.OpenObject;
import io.millrace.objects.open.OpenProbe;
import io.millrace.objects.open.OpenSnapshot;
import io.millrace.objects.open.StreamKey;
import io.millrace.objects.open.Tally;
import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what stands on the disk against the ledger. */
final class Audit {

    private static final Pattern PARTITION = Pattern.compile("^data/[^/]+/(\\d)/s");
    private static final Pattern VERSION = Pattern.compile("/s\\d-(\\d+)-\\d{4}-\\d\\d-[^/]*$");

    private final SimulatedWorld world;
    private final Ledger ledger;
    /** Where each record's outcome stands. */
    private final Map<Long, String> found = new HashMap<>();

    Audit(SimulatedWorld world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    /** Reads as a query does: snapshot, then listing, and of two with the same key the sealed one. */
    static Set<Long> query(SimulatedWorld world, Ledger ledger, String bucket, String prefix) throws IOException {
        Set<Long> ids = new HashSet<>();
        try (OpenSnapshot snapshot = world.open.snapshot(bucket, prefix)) {
            Set<String> sealed = new HashSet<>();
            if (world.store.bucket(bucket).isPresent()) {
                for (ObjectInfo info :
                        world.store.list(bucket, ListRequest.all(prefix)).objects()) {
                    sealed.add(info.key());
                    show(ledger, ids, info.key(), sealedText(world, bucket, info.key()));
                }
            }
            for (OpenObject object : snapshot.objects()) {
                if (!sealed.contains(object.key())) {
                    try (InputStream in = object.stream()) {
                        byte[] bytes = in.readAllBytes();
                        require(bytes.length == object.size(), object.key() + " has another size than it says");
                        show(ledger, ids, object.key(), new String(bytes, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return ids;
    }

    private static void show(Ledger ledger, Set<Long> ids, String key, String text) {
        for (Sightings.Sighting sighting : Sightings.in(key, text)) {
            require(ids.add(sighting.id()), "A query counts record " + sighting.id() + " twice");
            ledger.see(sighting.id(), key, sighting.answer());
        }
    }

    static String sealedText(SimulatedWorld world, String bucket, String key) throws IOException {
        try (StoredObject object = world.store.get(bucket, key).orElseThrow();
                InputStream raw = object.stream()) {
            Codec codec = Codec.of(key, object.info().metadata().contentEncoding());
            try (InputStream in = codec.open(raw)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** All promises, when nothing is under way and nothing is broken any more. */
    void all() throws IOException {
        Set<Ledger.ObjectName> standing = sealed();
        erased(standing);
        open(standing);
        for (Ledger.Sent sent : ledger.sent.values()) {
            boolean owed = sent.acknowledged && !ledger.doomed.contains(sent.stream) && !sent.mayDrop;
            require(!owed || found.containsKey(sent.id), "Record " + sent.id + " of " + sent.stream + " is lost");
            backedUp(sent);
        }
        drops();
        leftBehind();
    }

    private void backedUp(Ledger.Sent sent) {
        SimulatedDefinition constant = ledger.constant.get(sent.stream);
        boolean owed = sent.acknowledged
                && constant != null
                && !constant.backup().isEmpty()
                && !ledger.doomed.contains(sent.stream);
        require(!owed || found.containsKey(-sent.id), "Record " + sent.id + " of " + sent.stream + " has no backup");
    }

    /** An object holds what belongs there: by partition, and by the version that its records were accepted under. */
    private void belongs(long id, String key) {
        Ledger.Sent sent = Objects.requireNonNull(ledger.sent.get(Math.abs(id)));
        Matcher partition = PARTITION.matcher(key);
        require(
                !partition.find()
                        || sent.partition.isEmpty()
                        || partition.group(1).equals(sent.partition),
                "Record " + id + " of partition " + sent.partition + " stands in " + key);
        Matcher version = VERSION.matcher(key);
        require(version.find(), key + " names no version");
        boolean right = Integer.parseInt(version.group(1)) == sent.version;
        require(
                right || !sent.acknowledged || ledger.refused.contains(sent.version),
                "Record " + id + " was accepted under version " + sent.version + " and stands in " + key);
    }

    private Set<Ledger.ObjectName> sealed() throws IOException {
        Set<Ledger.ObjectName> standing = new HashSet<>();
        for (Bucket bucket : world.store.buckets()) {
            for (ObjectInfo info :
                    world.store.list(bucket.name(), ListRequest.all("")).objects()) {
                Ledger.ObjectName name = new Ledger.ObjectName(bucket.incarnation(), info.key());
                Ledger.Erased erased = ledger.erased.get(name);
                require(erased == null || !erased.acknowledged(), info.key() + " was deleted and is there again");
                standing.add(name);
                find(info.key(), sealedText(world, bucket.name(), info.key()));
            }
        }
        return standing;
    }

    private void erased(Set<Ledger.ObjectName> standing) {
        ledger.erased.forEach((name, erased) -> {
            if (!standing.contains(name)) {
                for (Sightings.Sighting sighting : erased.contents()) {
                    once(sighting.id(), name.key());
                }
            }
        });
    }

    private void open(Set<Ledger.ObjectName> standing) throws IOException {
        for (DeliveryStream stream : world.streams.streams()) {
            for (OpenProbe.Held held : OpenProbe.of(world.openStream(stream.key()))) {
                if (!held.hidden()) {
                    Ledger.ObjectName name = new Ledger.ObjectName(
                            held.birth().incarnation(), held.birth().key());
                    require(!standing.contains(name), held.birth().key() + " is sealed and open at once");
                    require(!held.waiting(), held.birth().key() + " outlived its interval: " + held.state());
                    find(held.birth().key(), held.text());
                }
            }
        }
    }

    private void find(String key, String text) {
        for (Sightings.Sighting sighting : Sightings.in(key, text)) {
            once(sighting.id(), key);
            ledger.see(sighting.id(), key, sighting.answer());
        }
    }

    private void once(long id, String where) {
        belongs(id, where);
        String other = found.put(id, where);
        require(other == null, "Record " + id + " stands in " + other + " and in " + where);
    }

    /** What is nowhere else must be among the counted drops. */
    private void drops() {
        for (DeliveryStream stream : world.streams.streams()) {
            if (ledger.doomed.contains(stream.key())) {
                continue;
            }
            long missing = 0;
            long unknown = 0;
            for (Ledger.Sent sent : ledger.sent.values()) {
                if (sent.stream.equals(stream.key()) && !found.containsKey(sent.id)) {
                    missing += sent.acknowledged ? 1 : 0;
                    unknown += sent.acknowledged ? 0 : 1;
                }
            }
            Tally tally = stream.status().tally();
            require(
                    tally.drops() >= missing && tally.drops() <= missing + unknown,
                    stream.key() + " counts " + tally.drops() + " drops; missing are " + missing + " and perhaps "
                            + unknown);
        }
    }

    private void leftBehind() throws IOException {
        Set<String> intents = new HashSet<>();
        for (DeliveryStream stream : world.streams.streams()) {
            require(stream.backlog() == 0, stream.key() + " did not process its log: " + stream.status());
            for (OpenProbe.Held held : OpenProbe.of(world.openStream(stream.key()))) {
                intents.add(held.intent());
            }
        }
        for (String staged : world.store.staged()) {
            require(intents.contains(staged), staged + " is an orphan in staging");
        }
        for (StreamKey key : ledger.deleted) {
            require(world.streams.stream(key).isEmpty(), key + " was deleted and is there again");
        }
    }

    static void require(boolean held, String message) {
        if (!held) {
            throw new AssertionError(message);
        }
    }
}
