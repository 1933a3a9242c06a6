package io.millrace.journal;

import io.millrace.base.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only journal of frames in one directory, each forced before its append completes. Shared between threads.
 *
 * <p>A position is a logical byte address that only grows. The order is: force, publish {@link #forcedEnd}, complete.
 */
public final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final Disk disk;
    private final JournalConfig config;
    private final Executor writer;
    private final Executor completions;
    private final long id;
    private final RecoveryReport recovery;
    private final Committer committer;

    private final AppendQueue queue = new AppendQueue();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Gathering gathering = new Gathering();
    /** Whether a task to drain the queue is on its way or running. */
    private final AtomicBoolean draining = new AtomicBoolean();

    /** Held by whoever drains, so that close can. */
    private final ReentrantLock writing = new ReentrantLock();

    /** What was taken from the queue and is not yet committed. */
    private @Nullable Append inHand;

    private volatile @Nullable JournalClosed closed;

    private Journal(
            Disk disk,
            JournalConfig config,
            Executor writer,
            Executor completions,
            SegmentRecovery.Recovered recovered) {
        this.disk = disk;
        this.config = config;
        this.writer = writer;
        this.completions = completions;
        this.id = recovered.maker().id();
        this.recovery = recovered.report();
        this.committer = new Committer(disk, recovered, config);
    }

    /**
     * Recovers the directory, or makes it.
     *
     * @param writer runs the commit loop, one task at a time
     * @param completions runs what is told to those who append, a commit a task
     */
    public static Journal open(Disk disk, Path directory, JournalConfig config, Executor writer, Executor completions)
            throws IOException {
        SegmentRecovery.Recovered recovered = new SegmentRecovery(disk, directory, config.ahead()).recover();
        for (Damage damage : recovered.report().damages()) {
            log.error("Damage in a journal, kept in place and skipped: {}", damage);
        }
        return new Journal(disk, config, writer, completions, recovered);
    }

    /** Appends one frame; never blocks. The payload is not copied before it is written: leave it as it is. */
    public void append(ByteBuffer payload, Completion done) {
        append(List.of(payload), done);
    }

    /** Appends frames one after the other within one commit, with one completion for all; never blocks. */
    public void append(List<ByteBuffer> payloads, Completion done) {
        Append append = new Append(payloads, done);
        IOException refusal = refusal(append);
        if (refusal != null) {
            done.failed(refusal);
            return;
        }
        queue.put(append);
        if (!draining.get() && draining.compareAndSet(false, true)) {
            callWriter();
        }
    }

    private void callWriter() {
        try {
            writer.execute(this::drain);
        } catch (RejectedExecutionException stopped) {
            JournalClosed cause = new JournalClosed(stopped);
            closed = cause;
            draining.set(false);
            complete(queue.takeAll(), cause);
        }
    }

    private @Nullable IOException refusal(Append append) {
        if (append.payloads.isEmpty() || append.size > config.maxQueued().bytes()) {
            throw new IllegalArgumentException("An append has 1 to " + config.maxQueued() + " of bytes, not "
                    + append.size + " in " + append.payloads.size() + " frames");
        }
        if (closed != null) {
            return closed;
        }
        long queued = queuedBytes.addAndGet(append.size);
        if (queued > config.maxQueued().bytes()) {
            queuedBytes.addAndGet(-append.size);
            return new JournalFull(queued - append.size, config.maxQueued().bytes());
        }
        return null;
    }

    /** Appends one frame and gives its position when it is forced; the future completes on the completion executor. */
    public CompletableFuture<Long> append(ByteBuffer payload) {
        CompletableFuture<Long> future = new CompletableFuture<>();
        append(payload, new Completion() {
            @Override
            public void forced(long position) {
                future.complete(position);
            }

            @Override
            public void failed(IOException cause) {
                future.completeExceptionally(cause);
            }
        });
        return future;
    }

    /**
     * Appends one frame and waits until it is forced; gives its position. An interrupt does not end the wait, as the
     * append cannot be taken back; it is still set afterwards.
     */
    public long appendAndWait(ByteBuffer payload) throws IOException {
        Waiter waiter = new Waiter();
        append(payload, waiter);
        return waiter.await();
    }

    /** Commits until the queue is empty. */
    private void drain() {
        do {
            writing.lock();
            try {
                commitAll();
            } catch (RuntimeException | Error died) {
                abandon(died);
                throw died;
            } finally {
                writing.unlock();
            }
            draining.set(false);
        } while (!queue.isEmpty() && draining.compareAndSet(false, true));
    }

    private void commitAll() {
        while ((inHand = queue.takeAll()) != null) {
            while (inHand != null) {
                commit(inHand);
            }
        }
    }

    /** Commits the oldest appends in hand, as many as go together. */
    private void commit(Append first) {
        Append last = first;
        long length = first.size;
        while (last.next != null
                && length + last.next.size <= config.maxCommit().bytes()) {
            last = last.next;
            length += last.size;
        }
        IOException failure = closed;
        Append rest = last.next;
        last.next = null;
        if (failure == null) {
            try {
                committer.commit(first, (int) length);
            } catch (IOException failed) {
                log.warn("A commit of {} bytes failed; those who appended are told", length, failed);
                failure = failed;
            } catch (RuntimeException | Error died) {
                last.next = rest;
                throw died;
            }
        }
        inHand = rest;
        queuedBytes.addAndGet(-length);
        answer(first, failure);
        gathering.await(committer.forceNanos());
    }

    private void answer(Append first, @Nullable IOException failure) {
        gathering.answering();
        Runnable answers = () -> {
            try {
                complete(first, failure);
            } finally {
                gathering.answered();
            }
        };
        try {
            completions.execute(answers);
        } catch (RejectedExecutionException stopped) {
            answers.run();
        }
    }

    /** Nothing can be trusted after an error that nobody foresaw: takes no more, and tells those who wait. */
    private void abandon(Throwable died) {
        JournalClosed cause = new JournalClosed(died);
        closed = cause;
        draining.set(false);
        complete(inHand, cause);
        complete(queue.takeAll(), cause);
        inHand = null;
    }

    private static void complete(@Nullable Append first, @Nullable IOException failure) {
        for (Append append = first; append != null; append = append.next) {
            try {
                if (failure == null) {
                    append.done.forced(append.position, append.end);
                } else {
                    append.done.failed(failure);
                }
            } catch (RuntimeException thrown) {
                log.error("A completion failed", thrown);
            }
        }
    }

    /** How many positions a frame takes. */
    public static long frameSize(int payloadLength) {
        return (long) Format.FRAME_HEADER + payloadLength;
    }

    /** The position of the first frame that is kept. */
    public long start() {
        return committer.segments().first().base();
    }

    /** The position after the last forced frame; the next frame will stand there. */
    public long forcedEnd() {
        return committer.forcedEnd();
    }

    /**
     * Reads the frames from a position up to {@link #forcedEnd} at each call; cheap to make.
     *
     * @param from {@link #start}, {@link #forcedEnd}, or a position that a reader or a completion gave
     */
    public JournalReader read(long from) {
        if (from < 0 || from > forcedEnd()) {
            throw new IllegalArgumentException(
                    "Position " + from + " is not in the journal, which ends at " + forcedEnd());
        }
        return new ForwardReader(this, disk, id, from);
    }

    /** Deletes the segments that lie wholly before the position. */
    public void release(long before) throws IOException {
        committer.release(before);
    }

    /** What opening found. */
    public RecoveryReport recovery() {
        return recovery;
    }

    Segments segments() {
        return committer.segments();
    }

    void report(Damage damage) {
        log.error("Damage in a journal, kept in place and skipped: {}", damage);
    }

    /** Refuses further appends, commits those that were taken, and leaves the mark of a clean close. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (closed == null) {
                commitAll();
                closed = new JournalClosed(null);
                commitAll();
                committer.close();
            }
        } finally {
            writing.unlock();
        }
    }
}
