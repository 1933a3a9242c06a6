package io.millrace.testing;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import io.millrace.testing.CrashableNames.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that forgets at a {@link #crash} what was not forced, and fails as its {@link FaultPlan} says; one
 * seed replays it. Shared between threads.
 *
 * <p>Unforced bytes survive wholly, up to any byte, with garbage, with holes, or not at all; unforced names, renames and
 * removals survive or not; attributes follow their file's bytes. From the crash on every use of this disk and of its
 * files throws {@link DiskCrashed}; {@link #reopen} is the disk of the next life.
 */
public final class CrashableDisk implements Disk {

    private final RandomGenerator random;
    private final InstantSource clock;
    private final FaultPlan faults;
    private final CrashableNames names;
    private long mutations;
    private boolean crashed;

    /** An empty disk whose files bear the times of the epoch. */
    public CrashableDisk(RandomGenerator random) {
        this(random, InstantSource.fixed(Instant.EPOCH));
    }

    public CrashableDisk(RandomGenerator random, InstantSource clock) {
        this(random, clock, new FaultPlan(), new CrashableNames());
    }

    private CrashableDisk(RandomGenerator random, InstantSource clock, FaultPlan faults, CrashableNames names) {
        this.random = random;
        this.clock = clock;
        this.faults = faults;
        this.names = names;
    }

    /** What goes wrong and when; change it at any time. */
    public FaultPlan faults() {
        return faults;
    }

    /** How many mutations this life has seen: the highest number that a crash could have been planned at. */
    public synchronized long mutations() {
        return mutations;
    }

    public synchronized boolean crashed() {
        return crashed;
    }

    /** Stops the machine now, if it has not stopped. */
    public synchronized void crash() {
        if (!crashed) {
            crashed = true;
            names.crash(random);
        }
    }

    /** Crashes, if that has not happened, and gives the disk of the next life, with what survived. */
    public synchronized CrashableDisk reopen() {
        crash();
        faults.nextLife();
        return new CrashableDisk(random, clock, faults, names);
    }

    /** All bytes of a file as a reader sees them now, without any fault. */
    public synchronized byte[] bytes(Path file) throws IOException {
        return file(absolute(file)).bytes();
    }

    /** Replaces a file's bytes behind everybody's back, durably: a medium's damage, an operator's hand. */
    public synchronized void overwrite(Path file, byte[] bytes) throws IOException {
        file(absolute(file)).overwrite(bytes);
    }

    @Override
    public synchronized DiskFile create(Path file) throws IOException {
        Path path = absolute(file);
        CrashableBytes bytes = new CrashableBytes(clock.instant());
        operate(DiskOperation.CREATE, () -> {
            requireDirectory(CrashableNames.parent(path));
            if (names.get(path) != null) {
                throw new FileAlreadyExistsException(path.toString());
            }
            names.set(path, new Node.File(bytes), clock.instant());
        });
        return new CrashableFile(this, bytes, true);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return open(file, true);
    }

    @Override
    public DiskFile openForReading(Path file) throws IOException {
        return open(file, false);
    }

    private synchronized DiskFile open(Path file, boolean writable) throws IOException {
        operate(DiskOperation.OPEN, () -> {});
        return new CrashableFile(this, file(absolute(file)), writable);
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        Path path = absolute(directory);
        switch (names.get(path)) {
            case Node.Directory() -> operate(DiskOperation.OPEN, () -> {});
            case Node.File ignored -> throw new FileAlreadyExistsException(path.toString());
            case null -> {
                Path parent = CrashableNames.parent(path);
                createDirectories(parent);
                operate(DiskOperation.CREATE_DIRECTORY, () -> names.set(path, new Node.Directory(), clock.instant()));
                try {
                    forceDirectory(parent);
                } catch (IOException failed) {
                    names.set(path, null, clock.instant());
                    throw failed;
                }
            }
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        operate(DiskOperation.RENAME, () -> {
            Path source = absolute(from);
            Path target = absolute(to);
            file(source);
            requireDirectory(CrashableNames.parent(target));
            if (names.get(target) instanceof Node.Directory) {
                throw new FileSystemException(source.toString(), target.toString(), "Is a directory");
            }
            if (!source.equals(target)) {
                names.rename(source, target, clock.instant());
            }
        });
    }

    @Override
    public synchronized boolean delete(Path path) throws IOException {
        Path absolute = absolute(path);
        boolean present = names.get(absolute) != null;
        operate(DiskOperation.DELETE, () -> {
            if (!names.children(absolute).isEmpty()) {
                throw new DirectoryNotEmptyException(absolute.toString());
            }
            if (present) {
                names.set(absolute, null, clock.instant());
            }
        });
        return present;
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        Path path = absolute(directory);
        operate(DiskOperation.FORCE_DIRECTORY, () -> {
            requireDirectory(path);
            names.force(path);
        });
    }

    @Override
    public synchronized List<FileStatus> list(Path directory) throws IOException {
        Path path = absolute(directory);
        operate(DiskOperation.LIST, () -> {});
        if (names.get(path) == null) {
            return List.of();
        }
        if (names.get(path) instanceof Node.File) {
            throw new NotDirectoryException(path.toString());
        }
        List<FileStatus> entries = new ArrayList<>();
        for (Path child : names.children(path)) {
            look(child).ifPresent(entries::add);
        }
        Collections.shuffle(entries, Random.from(random));
        return entries;
    }

    @Override
    public synchronized Optional<FileStatus> status(Path path) throws IOException {
        operate(DiskOperation.LIST, () -> {});
        return look(absolute(path));
    }

    private Optional<FileStatus> look(Path path) {
        String name = String.valueOf(path.getFileName());
        return switch (names.get(path)) {
            case null -> Optional.empty();
            case Node.Directory() ->
                Optional.of(new FileStatus(name, FileStatus.Kind.DIRECTORY, 0, names.modified(path)));
            case Node.File(CrashableBytes bytes) ->
                Optional.of(new FileStatus(name, FileStatus.Kind.FILE, bytes.size(), bytes.modified()));
        };
    }

    private void requireDirectory(Path path) throws IOException {
        if (!(names.get(path) instanceof Node.Directory)) {
            throw new NoSuchFileException(path.toString());
        }
    }

    private CrashableBytes file(Path path) throws IOException {
        return switch (names.get(path)) {
            case null -> throw new NoSuchFileException(path.toString());
            case Node.Directory() -> throw new FileSystemException(path.toString(), null, "Is a directory");
            case Node.File(CrashableBytes bytes) -> bytes;
        };
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** A step that the disk does or fails at. */
    interface Step {
        void run() throws IOException;
    }

    synchronized void operate(DiskOperation operation, Step step) throws IOException {
        operate(operation, step, () -> {});
    }

    /** Does the step, or crashes before or after it, or does what a failure leaves behind and fails. */
    synchronized void operate(DiskOperation operation, Step step, Step failing) throws IOException {
        if (crashed) {
            throw new DiskCrashed();
        }
        if (operation.mutation()) {
            mutations++;
        }
        if (faults.crashes(operation, mutations, random)) {
            if (random.nextBoolean()) {
                step.run();
            }
            crash();
            throw new DiskCrashed();
        }
        FaultPlan.Fault fault = faults.fails(operation, mutations, random);
        if (fault != null) {
            failing.run();
            throw fault.exception(operation);
        }
        step.run();
    }

    synchronized void append(CrashableBytes file, byte[] bytes) throws IOException {
        write(file, file.size(), bytes);
    }

    /** Only bytes beyond the end need room. */
    synchronized void write(CrashableBytes file, int offset, byte[] bytes) throws IOException {
        operate(
                DiskOperation.APPEND,
                () -> {
                    long room = Math.max(0, faults.capacity() - names.bytesSeen()) + file.size() - offset;
                    file.write(offset, cut(bytes, room), clock.instant());
                    if (bytes.length > room) {
                        throw FaultPlan.Fault.DISK_FULL.exception(DiskOperation.APPEND);
                    }
                },
                () -> file.write(offset, cut(bytes, random.nextInt(bytes.length + 1)), clock.instant()));
    }

    private static byte[] cut(byte[] bytes, long length) {
        return length >= bytes.length ? bytes : Arrays.copyOf(bytes, (int) length);
    }

    synchronized int read(CrashableBytes file, ByteBuffer into, long offset) throws IOException {
        operate(DiskOperation.READ, () -> {});
        if (offset >= file.size()) {
            return -1;
        }
        int length = (int) Math.min(into.remaining(), file.size() - offset);
        into.put(file.range((int) offset, length));
        return length;
    }

    synchronized void force(CrashableBytes file) throws IOException {
        operate(DiskOperation.FORCE, () -> file.force(random), file::failForce);
    }

    Instant now() {
        return clock.instant();
    }
}
