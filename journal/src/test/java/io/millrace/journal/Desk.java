package io.millrace.journal;

import io.millrace.base.ByteSize;
import io.millrace.base.disk.Disk;
import io.millrace.testing.CrashableDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A journal on a disk that can crash, whose tasks run when the test says so. */
final class Desk {

    static final Path DIRECTORY = Path.of("/data/journal");
    static final JournalConfig SMALL = new JournalConfig(new ByteSize(1000), new ByteSize(400), ByteSize.ofKiB(8));

    /** What one append was told. */
    static final class Told implements Completion {
        long position = -1;
        IOException failure = new IOException("not told");
        boolean forced;
        boolean failed;

        @Override
        public void forced(long where) {
            position = where;
            forced = true;
        }

        @Override
        public void failed(IOException cause) {
            failure = cause;
            failed = true;
        }
    }

    CrashableDisk disk;
    Journal journal;
    final Queue<Runnable> tasks = new ArrayDeque<>();

    Desk(long seed) throws IOException {
        this(new CrashableDisk(new SplittableRandom(seed)));
    }

    Desk(CrashableDisk disk) throws IOException {
        this.disk = disk;
        journal = open(disk);
    }

    Journal open(Disk on) throws IOException {
        return Journal.open(on, DIRECTORY, SMALL, tasks::add, tasks::add);
    }

    /** The journal of the next life, on what the crash left. */
    Journal crash() throws IOException {
        tasks.clear();
        disk = disk.reopen();
        journal = open(disk);
        return journal;
    }

    void run() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    Told append(String... payloads) {
        Told told = new Told();
        List<ByteBuffer> buffers = new ArrayList<>();
        for (String payload : payloads) {
            buffers.add(bytes(payload));
        }
        journal.append(buffers, told);
        return told;
    }

    /** Appends and forces each in a commit of its own. */
    void commit(String... payloads) {
        for (String payload : payloads) {
            append(payload);
            run();
        }
    }

    List<String> texts() throws IOException {
        return new ArrayList<>(frames(journal).values());
    }

    /** All frames from the start, by position. */
    static NavigableMap<Long, String> frames(Journal journal) throws IOException {
        NavigableMap<Long, String> frames = new TreeMap<>();
        try (JournalReader reader = journal.read(journal.start())) {
            while (reader.next()) {
                frames.put(reader.position(), text(reader.payload()));
            }
        }
        return frames;
    }

    List<Path> files() throws IOException {
        return disk.list(DIRECTORY).stream()
                .map(entry -> DIRECTORY.resolve(entry.name()))
                .sorted()
                .toList();
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
}
