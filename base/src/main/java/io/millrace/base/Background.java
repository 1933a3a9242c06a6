package io.millrace.base;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A value that a thread of its own makes, so that a start need not wait for it. Shared between threads. */
public final class Background<T> {

    private final CompletableFuture<T> value;

    private Background(CompletableFuture<T> value) {
        this.value = value;
    }

    /** @param name the thread's */
    public static <T> Background<T> start(String name, Supplier<T> making) {
        return new Background<>(CompletableFuture.supplyAsync(
                making, task -> Thread.ofPlatform().name(name).daemon().start(task)));
    }

    /** A value that is there. */
    public static <T> Background<T> of(T value) {
        return new Background<>(CompletableFuture.completedFuture(value));
    }

    /** Waits for the value; throws what its making threw. */
    public T get() {
        try {
            return value.join();
        } catch (CompletionException | CancellationException failure) {
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw failure;
        }
    }
}
