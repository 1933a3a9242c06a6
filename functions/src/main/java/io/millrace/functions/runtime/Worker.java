package io.millrace.functions.runtime;

import io.millrace.base.Clock;
import io.millrace.functions.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a function, from its start to its end. Invoked by one thread at a time; its listener's threads and the
 * process's exit complete what it is at.
 */
final class Worker implements AutoCloseable, RuntimeListener.Calls {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    /** Lambda's limit for a synchronous answer. */
    static final int ANSWER_LIMIT = 6_291_556;

    private static final Duration LOG_WAIT = Duration.ofMillis(100);

    private final String id;
    private final WorkerSpec spec;
    private final WorkerLog output;
    private final Clock clock;
    private final Path temporary;
    private final RuntimeListener listener;
    private final Process process;
    private final long startedNanos;
    private final LinkedBlockingQueue<Invocation> inbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<byte[]> initFailure = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Invocation current;
    private volatile long initNanos;
    private boolean reported;
    private long program;

    private Worker(String id, WorkerSpec spec, FunctionLog functionLog, Clock clock) throws IOException {
        this.id = id;
        this.spec = spec;
        this.clock = clock;
        this.output = new WorkerLog(functionLog, id);
        this.temporary = Files.createDirectories(spec.temporary().resolve(id));
        this.startedNanos = clock.nanoTime();
        this.listener = new RuntimeListener(ANSWER_LIMIT, this);
        this.process = started();
    }

    /** Starts the process; it is not yet ready. */
    static Worker start(String id, WorkerSpec spec, FunctionLog functionLog, Clock clock) throws IOException {
        Worker worker = new Worker(id, spec, functionLog, clock);
        Thread.ofPlatform()
                .daemon()
                .name("function-log-" + id)
                .start(() -> worker.output.drain(worker.process.getInputStream()));
        var _ = worker.process.onExit().thenAccept(ended -> worker.exited(ended.exitValue()));
        return worker;
    }

    private Process started() throws IOException {
        try {
            Map<String, String> environment = new HashMap<>(spec.environment().get());
            environment.put("AWS_LAMBDA_RUNTIME_API", listener.address());
            String own = spec.room().confines() ? "/tmp" : temporary.toString();
            environment.put("TMPDIR", own);
            environment.put("HOME", own);
            return ProcessLaunch.start(spec, environment, temporary);
        } catch (IOException | RuntimeException failure) {
            listener.close();
            forget(temporary);
            throw failure;
        }
    }

    /** Runs the task when the process is no more. */
    void whenEnded(Runnable task) {
        var _ = process.onExit().thenRun(task);
    }

    String id() {
        return id;
    }

    long startedNanos() {
        return startedNanos;
    }

    boolean alive() {
        return !closed.get() && process.isAlive();
    }

    /** Waits until the runtime asks for work; false where it did not, see {@link #initError}. */
    boolean awaitReady(Duration atMost) throws InterruptedException {
        try {
            return ready.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The error document of a start that failed. */
    byte[] initError(String requestId, Duration limit) {
        byte[] reported = initFailure.getNow(new byte[0]);
        if (reported.length > 0) {
            return reported;
        }
        return process.isAlive()
                ? ErrorDocument.timedOut(requestId, limit)
                : ErrorDocument.exited(requestId, process.exitValue());
    }

    /** Hands the invocation to the process and waits for what becomes of it, at most the function's timeout. */
    Outcome invoke(Invocation invocation) throws InterruptedException {
        output.begin();
        output.platformLine("START RequestId: " + invocation.requestId() + " Version: " + spec.version());
        long began = clock.nanoTime();
        invocation.deadlineMillis(
                clock.instant().toEpochMilli() + spec.timeout().toMillis());
        current = invocation;
        inbox.add(invocation);
        if (!process.isAlive()) {
            exited(process.exitValue());
        }
        Invocation.Result result = awaited(invocation);
        current = null;
        if (result.workerSpent()) {
            close();
        } else if (spec.marksLog()) {
            output.awaitEnd(LOG_WAIT);
        }
        report(invocation.requestId(), Duration.ofNanos(clock.nanoTime() - began));
        return new Outcome(invocation.requestId(), result.payload(), result.failed(), output.tail(), id);
    }

    private Invocation.Result awaited(Invocation invocation) throws InterruptedException {
        try {
            return invocation.result().get(spec.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            output.platformLine(clock.instant() + " " + invocation.requestId()
                    + String.format(
                            Locale.ROOT,
                            " Task timed out after %.2f seconds",
                            spec.timeout().toMillis() / 1000.0));
            invocation.failForGood(ErrorDocument.timedOut(invocation.requestId(), spec.timeout()));
            return invocation.result().join();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void report(String requestId, Duration took) {
        output.platformLine("END RequestId: " + requestId);
        double millis = took.toNanos() / 1e6;
        String init = reported ? "" : String.format(Locale.ROOT, "Init Duration: %.2f ms\t", initNanos / 1e6);
        if (!reported) {
            program = ProcessLaunch.program(process);
        }
        reported = true;
        output.platformLine(String.format(
                Locale.ROOT,
                "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\t"
                        + "Max Memory Used: %d MB\t%s",
                requestId,
                millis,
                (long) Math.ceil(millis),
                spec.memoryMegabytes(),
                ProcessLaunch.peakMegabytes(program),
                init));
    }

    byte[] logTail() {
        return output.tail();
    }

    void note(String text) {
        output.platformLine(text);
    }

    // What the runtime and the process do:

    @Override
    public Invocation next() throws InterruptedException {
        Invocation unanswered = current;
        if (unanswered != null && unanswered.taken()) {
            unanswered.failForGood(ErrorDocument.unanswered(unanswered.requestId()));
        }
        if (!ready.isDone()) {
            initNanos = clock.nanoTime() - startedNanos;
            ready.complete(true);
        }
        Invocation next = inbox.take();
        next.take();
        return next;
    }

    @Override
    public boolean answered(String requestId, HttpMessage answer) {
        Invocation open = open(requestId);
        if (open == null) {
            return false;
        }
        if (answer.tooLarge()) {
            // Whatever grew in there goes on growing: a fresh process takes the next invocation.
            open.failForGood(ErrorDocument.tooLarge(ANSWER_LIMIT));
        } else {
            open.answer(answer.body());
        }
        return true;
    }

    @Override
    public boolean failed(String requestId, HttpMessage error) {
        Invocation open = open(requestId);
        if (open == null) {
            return false;
        }
        open.fail(error.body());
        return true;
    }

    private @Nullable Invocation open(String requestId) {
        Invocation open = current;
        return open != null && open.requestId().equals(requestId) ? open : null;
    }

    @Override
    public void initFailed(HttpMessage error) {
        initFailure.complete(error.body());
        ready.complete(false);
    }

    private void exited(int status) {
        ready.complete(false);
        Invocation open = current;
        if (open != null) {
            open.failForGood(ErrorDocument.exited(open.requestId(), status));
        }
    }

    /** Ends the process and all it left behind. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ProcessLaunch.end(process);
            listener.close();
            forget(temporary);
        }
    }

    private static void forget(Path directory) {
        try {
            FileTree.remove(directory);
        } catch (IOException failure) {
            log.debug("The temporary directory {} stays until the next start: {}", directory, failure.toString());
        }
    }
}
