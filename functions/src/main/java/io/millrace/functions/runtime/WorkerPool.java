package io.millrace.functions.runtime;

import io.millrace.base.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one function revision: warm ones are reused, more are started under load up to a limit, and one that
 * leaks is replaced by a fresh one that was warmed beside it. Shared between threads; invocations block.
 */
public final class WorkerPool implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** A worker in this pool and what is known of it. */
    private static final class Member {
        private final Worker worker;
        private long idleSinceNanos;
        private long excessBytes;
        private long answerBytes;

        Member(Worker worker) {
            this.worker = worker;
        }
    }

    private final WorkerSpec spec;
    private final PoolLimits limits;
    private final LeakLimits leaks;
    private final FunctionLog log;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final ArrayDeque<Member> idle = new ArrayDeque<>();
    private final Map<String, Member> members = new HashMap<>();
    private @Nullable Member spare;
    private boolean spareStarting;
    private boolean spareAwaited;
    private int taking;
    private boolean retired;
    private volatile boolean closed;
    private final AtomicInteger starting = new AtomicInteger();
    private Runnable whenEmpty = () -> {};

    public WorkerPool(WorkerSpec spec, PoolLimits limits, LeakLimits leaks, FunctionLog log, Clock clock) {
        this.spec = spec;
        this.limits = limits;
        this.leaks = leaks;
        this.log = log;
        this.clock = clock;
    }

    /** Runs the function once. An invocation that no process has seen is tried again when its process was gone. */
    public Outcome invoke(InvokeRequest request) throws InterruptedException, NoFreeWorker, PoolClosed {
        while (true) {
            Optional<Member> warm = acquire();
            Invocation invocation = new Invocation(request);
            Outcome outcome = warm.isEmpty() ? onFresh(invocation) : onMember(warm.get(), invocation);
            if (outcome.failed() && closed) {
                throw new PoolClosed(); // We ended the process: that says nothing of the function.
            }
            if (!outcome.failed() || invocation.taken() || warm.isEmpty()) {
                return outcome;
            }
        }
    }

    private Outcome onMember(Member member, Invocation invocation) throws InterruptedException {
        try {
            return member.worker.invoke(invocation);
        } finally {
            release(member);
        }
    }

    private Outcome onFresh(Invocation invocation) throws InterruptedException, NoFreeWorker {
        String id = newId();
        String requestId = invocation.requestId();
        Worker worker;
        try {
            worker = started(id, limits.queueWait());
        } catch (IOException failure) {
            forget(id);
            log.line(id, "The process cannot be started: " + failure.getMessage());
            byte[] error = ErrorDocument.notStarted(requestId, String.valueOf(failure.getMessage()));
            return new Outcome(requestId, error, true, new byte[0], id);
        } catch (RuntimeException | InterruptedException | NoFreeWorker failure) {
            forget(id);
            throw failure;
        }
        Member member = joined(worker);
        boolean ready = false;
        starting.incrementAndGet();
        try {
            ready = worker.awaitReady(limits.initTimeout());
            if (!ready) {
                byte[] error = worker.initError(requestId, limits.initTimeout());
                return new Outcome(requestId, error, true, worker.logTail(), id);
            }
        } finally {
            starting.decrementAndGet();
            if (!ready) {
                worker.close();
                release(member);
            }
        }
        return onMember(member, invocation);
    }

    /** Whether a process for an invocation that waits is being started just now, and has not asked for work yet. */
    public boolean isStarting() {
        return starting.get() > 0;
    }

    /** Starts a process when there is memory for it, and gives the memory back when it has ended. */
    private Worker started(String id, Duration memoryWait) throws IOException, InterruptedException, NoFreeWorker {
        MemoryBudget.Share share = limits.memory().take(spec.memoryMegabytes(), memoryWait);
        try {
            Worker worker = Worker.start(id, spec, log, clock);
            worker.whenEnded(share::close);
            return worker;
        } catch (IOException | RuntimeException failure) {
            share.close();
            throw failure;
        }
    }

    /** Ends the process that has been without work the longest; false where each has work. */
    public boolean dropIdle() {
        lock.lock();
        try {
            Member member = idle.poll();
            if (member != null) {
                leave(member);
            } else if (spare != null) {
                dropSpare();
            } else {
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A warm worker, or empty: the caller may start one, and its place is taken already. */
    private Optional<Member> acquire() throws InterruptedException, NoFreeWorker, PoolClosed {
        long nanos = limits.queueWait().toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) {
                    throw new PoolClosed();
                }
                Member member = idle.pollLast();
                if (member != null && member.worker.alive()) {
                    return Optional.of(member);
                }
                Member fresh = spare;
                if (member != null) {
                    leave(member);
                } else if (fresh != null && taking < limits.workers()) {
                    spare = null;
                    taking++;
                    return Optional.of(fresh);
                } else if (spareStarting && !spareAwaited && nanos > 0) {
                    // It began before one that would be started now.
                    spareAwaited = true;
                    nanos = freed.awaitNanos(nanos);
                    spareAwaited = false;
                } else if (taking < limits.workers()) {
                    taking++;
                    return Optional.empty();
                } else if (nanos <= 0) {
                    throw new NoFreeWorker(
                            "All its processes are busy; try again, or raise the setting functions.workers.");
                } else {
                    nanos = freed.awaitNanos(nanos);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Member joined(Worker worker) {
        Member member = new Member(worker);
        lock.lock();
        try {
            members.put(worker.id(), member);
        } finally {
            lock.unlock();
        }
        if (closed) {
            worker.close();
        }
        return member;
    }

    /** The place of a worker that never was. */
    private void forget(String id) {
        lock.lock();
        try {
            members.remove(id);
            taking--;
            freed.signalAll();
            runIfEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void release(Member member) {
        lock.lock();
        try {
            Member fresh = spare;
            boolean replaced = fresh != null && member.excessBytes >= leaks.replace();
            if (retired || !member.worker.alive() || tooOld(member)) {
                leave(member);
            } else if (replaced || member.answerBytes >= leaks.stop()) {
                member.worker.note(farewell(member));
                leave(member);
                if (fresh != null) {
                    spare = null;
                    taking++;
                    shelve(fresh);
                    startSpare();
                }
            } else {
                shelve(member);
            }
            freed.signal();
            runIfEmpty();
        } finally {
            lock.unlock();
        }
    }

    private static String farewell(Member member) {
        return "[WARNING] This process is replaced by a fresh one: its last answer of " + member.answerBytes
                + " bytes held " + member.excessBytes + " bytes that it was not asked for. Its code keeps state between"
                + " invocations, such as a list outside of the handler that grows; Lambda refuses answers of more than "
                + Worker.ANSWER_LIMIT + " bytes.";
    }

    private void shelve(Member member) {
        member.idleSinceNanos = clock.nanoTime();
        idle.addLast(member);
    }

    private void leave(Member member) {
        members.remove(member.worker.id());
        taking--;
        freed.signalAll();
        Thread.ofVirtual().start(member.worker::close);
    }

    private void runIfEmpty() {
        if (retired && taking == 0) {
            Thread.ofVirtual().name("function-retired").start(whenEmpty);
            whenEmpty = () -> {};
        }
    }

    private boolean tooOld(Member member) {
        return clock.nanoTime() - member.worker.startedNanos() > limits.age().toNanos();
    }

    /**
     * Tells what the caller has seen in a worker's answer. The answer is used all the same; the worker is replaced well
     * before its answers reach Lambda's limit.
     *
     * @param excessBytes how much of the answer nobody had asked for
     */
    public void leaking(String workerId, long excessBytes, long answerBytes) {
        lock.lock();
        try {
            Member member = members.get(workerId);
            if (member == null) {
                return;
            }
            member.excessBytes = excessBytes;
            member.answerBytes = answerBytes;
            if (excessBytes >= leaks.prepare()) {
                startSpare();
            }
            // It is idle again already, as the caller has its answer.
            if (idle.remove(member)) {
                release(member);
            }
        } finally {
            lock.unlock();
        }
    }

    private void startSpare() {
        if (spare == null && !spareStarting && !retired) {
            spareStarting = true;
            Thread.ofVirtual().name("function-spare").start(this::warmSpare);
        }
    }

    private void warmSpare() {
        @Nullable Member warmed = null;
        try {
            Member started = joined(started(newId(), Duration.ZERO));
            if (started.worker.awaitReady(limits.initTimeout())) {
                warmed = started;
            } else {
                started.worker.close();
                unlist(started);
            }
        } catch (IOException | RuntimeException failure) {
            log.line("pool", "A fresh process cannot be started: " + failure.getMessage());
        } catch (NoFreeWorker noMemory) {
            log.line("pool", "A fresh process cannot be started beside this one. " + noMemory.text());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            spareStarting = false;
            freed.signalAll();
            if (warmed != null && retired) {
                members.remove(warmed.worker.id());
                warmed.worker.close();
            } else if (warmed != null) {
                spare = warmed;
            }
        } finally {
            lock.unlock();
        }
    }

    private void unlist(Member member) {
        lock.lock();
        try {
            members.remove(member.worker.id());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the processes that have been idle, or have lived, for too long. */
    public void reap() {
        lock.lock();
        try {
            long now = clock.nanoTime();
            for (Member member : idle.toArray(Member[]::new)) {
                boolean stale = now - member.idleSinceNanos > limits.idle().toNanos();
                if (stale || tooOld(member) || !member.worker.alive()) {
                    idle.remove(member);
                    leave(member);
                }
            }
            if (taking == 0) {
                dropSpare();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more into its idle set: each process ends after what it is at. Then the task runs. */
    public void retire(Runnable afterwards) {
        lock.lock();
        try {
            retired = true;
            whenEmpty = afterwards;
            dropSpare();
            for (Member member = idle.poll(); member != null; member = idle.poll()) {
                leave(member);
            }
            runIfEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void dropSpare() {
        Member unused = spare;
        if (unused != null) {
            spare = null;
            members.remove(unused.worker.id());
            Thread.ofVirtual().start(unused.worker::close);
        }
    }

    /** Ends every process now, and waits until those who had one know it. */
    @Override
    public void close() {
        Member[] all;
        lock.lock();
        try {
            closed = true;
            retired = true;
            taking -= idle.size();
            idle.clear();
            freed.signalAll();
            all = members.values().toArray(Member[]::new);
        } finally {
            lock.unlock();
        }
        for (Member member : all) {
            member.worker.close();
        }
        awaitEmpty();
        log.close();
    }

    private void awaitEmpty() {
        long nanos = CLOSING.toNanos();
        lock.lock();
        try {
            while ((taking > 0 || spareStarting) && nanos > 0) {
                nanos = freed.awaitNanos(nanos);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static String newId() {
        return "w-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
