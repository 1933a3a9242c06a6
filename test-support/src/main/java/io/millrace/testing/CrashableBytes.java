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
        record Appended(ByteBuffer bytes) implements Change {}

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
                case Change.Appended(ByteBuffer more) -> append(more, more.remaining());
                case Change.Truncated(int cut) -> size = Math.min(size, cut);
                case Change.Attribute(String name, ByteBuffer value) -> {
                    byte[] copy = new byte[value.remaining()];
                    value.get(value.position(), copy);
                    attributes.put(name, copy);
                }
            }
        }

        void append(byte[] more) {
            append(ByteBuffer.wrap(more), more.length);
        }

        void append(ByteBuffer more, int length) {
            if (size + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
            }
            more.get(more.position(), bytes, size, length);
            size += length;
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

    void append(byte[] bytes, Instant now) {
        change(new Change.Appended(ByteBuffer.wrap(bytes)), now);
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

    /** The room is there, the bytes are not. */
    private void lose(Change change, RandomGenerator random) {
        byte[] garbage = garbage(length(change), random);
        if (change instanceof Change.Appended(ByteBuffer bytes) && random.nextBoolean()) {
            bytes.get(bytes.position(), garbage, 0, random.nextInt(garbage.length + 1));
        }
        durable.append(garbage);
    }

    /**
     * Decides what a crash leaves: of the unforced changes none, all, those before a cut at any byte, the same with
     * garbage after it, or all with a block in the middle that was never written.
     */
    void crash(RandomGenerator random) {
        int before = durable.size;
        int total = unforced.stream().mapToInt(CrashableBytes::length).sum();
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> replay(Integer.MAX_VALUE);
            case 2 -> replay(random.nextInt(total + 1));
            case 3 -> {
                int cut = random.nextInt(total + 1);
                replay(cut);
                byte[] garbage = garbage(random.nextInt(total - cut + 1), random);
                durable.append(garbage);
            }
            default -> {
                replay(Integer.MAX_VALUE);
                int low = Math.min(before, durable.size);
                int from = low + random.nextInt(durable.size - low + 1);
                byte[] garbage = garbage(random.nextInt(durable.size - from + 1), random);
                System.arraycopy(garbage, 0, durable.bytes, from, garbage.length);
            }
        }
        unforced.clear();
        doomed = 0;
        seen.size = 0;
        seen.append(ByteBuffer.wrap(durable.bytes), durable.size);
        seen.attributes.clear();
        seen.attributes.putAll(durable.attributes);
    }

    private void replay(int cut) {
        int room = cut;
        for (Change change : unforced) {
            if (change instanceof Change.Appended(ByteBuffer bytes) && bytes.remaining() > room) {
                durable.append(bytes, room);
                return;
            }
            durable.apply(change);
            room -= length(change);
        }
    }

    private static int length(Change change) {
        return change instanceof Change.Appended(ByteBuffer bytes) ? bytes.remaining() : 0;
    }

    private static byte[] garbage(int length, RandomGenerator random) {
        byte[] garbage = new byte[length];
        if (random.nextBoolean()) {
            random.nextBytes(garbage);
        }
        return garbage;
    }
}
