package io.millrace.testing;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on a {@link CrashableDisk}, and when. Mutations are counted from 1 in each life of the disk. Shared
 * between threads. A plan survives {@link CrashableDisk#reopen}, but its numbered faults do not.
 */
public final class FaultPlan {

    /** The errors that a disk answers with. */
    public enum Fault {
        IO_ERROR("Input/output error"),
        DISK_FULL("No space left on device");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        IOException exception(DiskOperation operation) {
            return new IOException(message + " (planned, at " + operation + ")");
        }
    }

    private record Chance(double probability, Fault fault) {}

    private final Map<Long, Fault> numbered = new TreeMap<>();
    private final Map<DiskOperation, Fault> next = new EnumMap<>(DiskOperation.class);
    private final Map<DiskOperation, Chance> chances = new EnumMap<>(DiskOperation.class);
    private long crashAt = Long.MAX_VALUE;
    private double crashProbability;
    private long capacity = Long.MAX_VALUE;

    /** Crashes at the n-th mutation of this life: during it, so that it may or may not have been done. */
    public synchronized FaultPlan crashAt(long mutation) {
        crashAt = mutation;
        return this;
    }

    /** Crashes at any mutation with this probability. */
    public synchronized FaultPlan crash(double probability) {
        crashProbability = probability;
        return this;
    }

    /** Fails the n-th mutation of this life. */
    public synchronized FaultPlan failAt(long mutation, Fault fault) {
        numbered.put(mutation, fault);
        return this;
    }

    /** Fails the next operation of this kind, once. */
    public synchronized FaultPlan failNext(DiskOperation operation, Fault fault) {
        next.put(operation, fault);
        return this;
    }

    /** Fails each operation of this kind with the probability; 0 stops that. */
    public synchronized FaultPlan fail(DiskOperation operation, double probability, Fault fault) {
        chances.put(operation, new Chance(probability, fault));
        return this;
    }

    /** Fails each mutation of any kind with the probability. */
    public synchronized FaultPlan failAny(double probability, Fault fault) {
        for (DiskOperation operation : DiskOperation.values()) {
            if (operation.mutation()) {
                fail(operation, probability, fault);
            }
        }
        return this;
    }

    /** The bytes that all files together may hold; an append beyond is cut short and fails with DISK_FULL. */
    public synchronized FaultPlan capacity(long bytes) {
        capacity = bytes;
        return this;
    }

    /** Plans nothing more. */
    public synchronized void clear() {
        numbered.clear();
        next.clear();
        chances.clear();
        crashAt = Long.MAX_VALUE;
        crashProbability = 0;
        capacity = Long.MAX_VALUE;
    }

    synchronized long capacity() {
        return capacity;
    }

    synchronized boolean crashes(DiskOperation operation, long mutation, RandomGenerator random) {
        return operation.mutation()
                && (mutation == crashAt || (crashProbability > 0 && random.nextDouble() < crashProbability));
    }

    synchronized @Nullable Fault fails(DiskOperation operation, long mutation, RandomGenerator random) {
        Fault planned = operation.mutation() ? numbered.remove(mutation) : null;
        if (planned != null) {
            return planned;
        }
        Fault once = next.remove(operation);
        if (once != null) {
            return once;
        }
        Chance chance = chances.get(operation);
        if (chance == null || chance.probability() == 0) {
            return null;
        }
        return random.nextDouble() < chance.probability() ? chance.fault() : null;
    }

    synchronized void nextLife() {
        numbered.clear();
        next.clear();
        crashAt = Long.MAX_VALUE;
    }
}
