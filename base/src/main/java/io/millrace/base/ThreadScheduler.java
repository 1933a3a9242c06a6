package io.millrace.base;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real scheduler: one timer thread, each task on a virtual thread of its own. Shared between threads. */
public final class ThreadScheduler implements Scheduler, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ThreadScheduler.class);

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("millrace-timer").factory());
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public void execute(Runnable task) {
        tasks.execute(() -> run(task));
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Future<?> future = timer.schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Its thread goes when it has been idle for a while, and comes back. */
    @Override
    public Executor serial(String name) {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                IDLE.toNanos(),
                TimeUnit.NANOSECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name).factory());
        one.allowCoreThreadTimeOut(true);
        return task -> one.execute(() -> run(task));
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            log.error("A scheduled task failed", failure);
        }
    }

    /** Starts no further task; those that run go on. */
    @Override
    public void close() {
        timer.shutdownNow();
        tasks.shutdown();
    }
}
