package io.millrace.base;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A value that a start need not wait for: made once, by whoever first asks for it, or by a thread of its own. Shared
 * between threads.
 */
public final class Background<T> {

    private final String name;
    private final FutureTask<T> making;
    private volatile boolean begun;

    /** @param name of the thread, where it is one of its own */
    public Background(String name, Supplier<T> making) {
        this.name = name;
        this.making = new FutureTask<>(making::get);
    }

    /** Begins on a thread of its own, unless it has begun. */
    public void begin() {
        begun = true;
        Thread.ofPlatform().name(name).daemon().start(making);
    }

    /** The value where somebody wanted it; for closing it. */
    public Optional<T> ifBegun() {
        return begun ? Optional.of(get()) : Optional.empty();
    }

    /** Makes the value or waits for it; throws what its making threw. */
    public T get() {
        begun = true;
        making.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return making.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(name + " failed", failure.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
