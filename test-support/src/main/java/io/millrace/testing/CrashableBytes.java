package io.millrace.testing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One file's bytes and attributes, whatever its names: what readers see, what a crash certainly leaves, and the changes
 * between the two. Guarded by its disk.
 */
final class CrashableBytes {

    private sealed interface Change {
        record Written(int offset, ByteBuffer bytes) implements Change {}

        record Truncated(int size) implements Change {}

        record Attribute(String name, ByteBuffer value) implements Change {}
    }

    /** Bytes and attributes at one moment. */
    private static final class State {
        byte[] bytes = new byte[64];
        int size;
        final Map<String, byte[]> attributes = new HashMap<>();

        void apply(Change change) {
            switch (change) {
                case Change.Written(int offset, ByteBuffer more) -> write(offset, more, more.remaining());
                case Change.Truncated(int cut) -> size = Math.min(size, cut);
                case Change.Attribute(String name, ByteBuffer value) -> {
                    byte[] copy = new byte[value.remaining()];
                    value.get(value.position(), copy);
                    attributes.put(name, copy);
                }
            }
        }

        void append(byte[] more) {
            write(size, ByteBuffer.wrap(more), more.length);
        }

        /** Beyond the end, a hole of zeros comes first. */
        void write(int offset, ByteBuffer more, int length) {
            int end = offset + length;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            if (offset > size) {
                Arrays.fill(bytes, size, offset, (byte) 0);
            }
            more.get(more.position(), bytes, offset, length);
            size = Math.max(size, end);
        }
    }

    private final State seen = new State();
    private final State durable = new State();
    private final List<Change> unforced = new ArrayList<>();
    /** The first so many unforced changes met a failed force: a later force reports success and may lose them. */
    private int doomed;

    private Instant modified;

    CrashableBytes(Instant created) {
        this.modified = created;
    }

    int size() {
        return seen.size;
    }

    Instant modified() {
        return modified;
    }

    byte[] bytes() {
        return Arrays.copyOf(seen.bytes, seen.size);
    }

    byte[] range(int offset, int length) {
        return Arrays.copyOfRange(seen.bytes, offset, offset + length);
    }

    Optional<byte[]> attribute(String name) {
        return Optional.ofNullable(seen.attributes.get(name)).map(byte[]::clone);
    }

    void write(int offset, byte[] bytes, Instant now) {
        change(new Change.Written(offset, ByteBuffer.wrap(bytes)), now);
    }

    void truncate(long size, Instant now) {
        change(new Change.Truncated(Math.toIntExact(size)), now);
    }

    void setAttribute(String name, byte[] value, Instant now) {
        change(new Change.Attribute(name, ByteBuffer.wrap(value.clone())), now);
    }

    private void change(Change change, Instant now) {
        seen.apply(change);
        unforced.add(change);
        modified = now;
    }

    /** A medium's silent damage, or a hand on the file: at once seen and durable. */
    void overwrite(byte[] bytes) {
        unforced.clear();
        doomed = 0;
        for (State state : List.of(seen, durable)) {
            state.size = 0;
            state.append(bytes);
        }
    }

    /** Makes all changes durable, save those that met a failed force: each of these may be lost behind our back. */
    void force(RandomGenerator random) {
        for (int i = 0; i < unforced.size(); i++) {
            if (i < doomed && random.nextBoolean()) {
                lose(unforced.get(i), random);
            } else {
                durable.apply(unforced.get(i));
            }
        }
        unforced.clear();
        doomed = 0;
    }

    /** Leaves the fate of all unforced changes open for good, as Linux does when fsync has failed. */
    void failForce() {
        doomed = unforced.size();
    }

    /** The room is there, the bytes are not: what stood there before stays, or garbage where nothing did. */
    private void lose(Change change, RandomGenerator random) {
        if (!(change instanceof Change.Written(int offset, ByteBuffer bytes))) {
            return;
        }
        int length = bytes.remaining();
        byte[] left = garbage(length, random);
        int there = Math.clamp(durable.size - offset, 0, length);
        System.arraycopy(durable.bytes, Math.min(offset, durable.size), left, 0, there);
        if (random.nextBoolean()) {
            bytes.get(bytes.position(), left, 0, random.nextInt(length + 1));
        }
        durable.write(offset, ByteBuffer.wrap(left), length);
    }

    /**
     * Decides what a crash leaves: of the unforced changes none, all, those before a cut at any byte, the same with
     * garbage at the file's end, or all with a block in the middle that was never written.
     */
    void crash(RandomGenerator random) {
        int total = unforced.stream().mapToInt(CrashableBytes::length).sum();
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> replay(Integer.MAX_VALUE);
            case 2 -> replay(random.nextInt(total + 1));
            case 3 -> {
                replay(random.nextInt(total + 1));
                int room = Math.max(0, seen.size - durable.size);
                durable.append(garbage(random.nextInt(room + 1), random));
            }
            default -> replayWithAHole(random);
        }
        unforced.clear();
        doomed = 0;
        seen.size = 0;
        seen.write(0, ByteBuffer.wrap(durable.bytes), durable.size);
        seen.attributes.clear();
        seen.attributes.putAll(durable.attributes);
    }

    /** All of it but a block somewhere between the lowest and the highest byte that was written. */
    private void replayWithAHole(RandomGenerator random) {
        byte[] before = Arrays.copyOf(durable.bytes, durable.size);
        replay(Integer.MAX_VALUE);
        int low = durable.size;
        int high = 0;
        for (Change change : unforced) {
            if (change instanceof Change.Written(int offset, ByteBuffer bytes)) {
                low = Math.min(low, offset);
                high = Math.max(high, Math.min(durable.size, offset + bytes.remaining()));
            }
        }
        if (low < high) {
            int from = low + random.nextInt(high - low + 1);
            byte[] hole = garbage(random.nextInt(high - from + 1), random);
            int there = Math.clamp(before.length - from, 0, hole.length);
            System.arraycopy(before, Math.min(from, before.length), hole, 0, there);
            System.arraycopy(hole, 0, durable.bytes, from, hole.length);
        }
    }

    private void replay(int cut) {
        int room = cut;
        for (Change change : unforced) {
            if (change instanceof Change.Written(int offset, ByteBuffer bytes) && bytes.remaining() > room) {
                durable.write(offset, bytes, room);
                return;
            }
            durable.apply(change);
            room -= length(change);
        }
    }

    private static int length(Change change) {
        return change instanceof Change.Written(int _, ByteBuffer bytes) ? bytes.remaining() : 0;
    }

    private static byte[] garbage(int length, RandomGenerator random) {
        byte[] garbage = new byte[length];
        if (random.nextBoolean()) {
            random.nextBytes(garbage);
        }
        return garbage;
    }
}
