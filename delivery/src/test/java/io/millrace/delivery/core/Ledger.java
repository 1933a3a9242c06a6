package io.millrace.delivery.core;

import io.millrace.objects.open.StreamKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the simulation's users know: what they sent, what was acknowledged, what they deleted, what they saw. */
final class Ledger {

    /** A record that somebody sent. */
    static final class Sent {
        final long id;
        final StreamKey stream;
        final boolean plain;
        final boolean mayDrop;
        final String partition;
        /** The version that the stream had accepted. */
        final int version;

        boolean acknowledged;

        Sent(long id, StreamKey stream, int version, String partition, String flags) {
            this.id = id;
            this.stream = stream;
            this.version = version;
            this.partition = partition;
            this.plain = flags.isEmpty();
            this.mayDrop = flags.contains("d");
        }
    }

    /** An object, whatever bucket of that name it was in. */
    record ObjectName(String incarnation, String key) {}

    /** @param acknowledged false where the deletion's answer was an error or a crash */
    record Erased(List<Sightings.Sighting> contents, boolean acknowledged) {}

    record Answer(String key, long answer) {}

    final Map<Long, Sent> sent = new HashMap<>();
    final Map<ObjectName, Erased> erased = new HashMap<>();
    /** What a query showed of a record: it must never look otherwise. */
    final Map<Long, Answer> seen = new HashMap<>();

    /** Keys that a query showed as open. */
    final Map<String, StreamKey> seenOpen = new HashMap<>();

    /** Streams whose deletion was asked for, perhaps in vain. */
    final Set<StreamKey> doomed = new HashSet<>();

    /** Streams whose deletion was answered. */
    final Set<StreamKey> deleted = new HashSet<>();

    /** Streams that never had another definition than their first. */
    final Map<StreamKey, SimulatedDefinition> constant = new HashMap<>();

    /** Versions that a stream refused after all. */
    final Set<Integer> refused = new HashSet<>();

    private long nextId = 1;

    /** @param partition the record's, or empty where it is not alone in what was sent */
    Sent send(StreamKey stream, int version, String partition, String flags) {
        Sent one = new Sent(nextId++, stream, version, partition, flags);
        sent.put(one.id, one);
        return one;
    }

    /** Keeps what a query showed, and complains where it showed something else before. */
    void see(long id, String key, long answer) {
        Answer before = seen.putIfAbsent(id, new Answer(key, answer));
        if (before != null && !before.equals(new Answer(key, answer))) {
            throw new AssertionError(
                    "Record " + id + " was seen as " + before + " and is now " + answer + " in " + key);
        }
    }
}
