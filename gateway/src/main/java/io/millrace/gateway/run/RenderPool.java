package io.millrace.gateway.run;

import io.millrace.gateway.mapping.Mapping;
import io.millrace.gateway.mapping.Mapping.Payload;
import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.MappingTemplate;
import io.millrace.gateway.template.TemplateFailure;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Renders templates: on the caller's thread what is sure to be quick, on a few threads of its own the rest. Shared
 * between threads. Its queue is bounded; what does not fit is refused.
 */
public final class RenderPool implements AutoCloseable {

    private static final int SMALL_BODY = 64 * 1024;

    private final ExecutorService threads;
    private final Duration deadline;

    public RenderPool(int size, int queue, Duration deadline) {
        this.deadline = deadline;
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("millrace-template-", 0).factory());
    }

    /** Too many templates wait. */
    static final class Overloaded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overloaded() {
            super("Too many templates wait to be rendered.", null, false, false);
        }
    }

    /** Completes with the text, or with {@link TemplateFailure} or {@link Overloaded}. */
    CompletableFuture<String> render(MappingTemplate template, Payload payload) {
        if (template.isLight() && payload.body().length() <= SMALL_BODY) {
            try {
                return CompletableFuture.completedFuture(Mapping.render(template, payload, Budget.small()));
            } catch (TemplateFailure failure) {
                if (failure.kind() != TemplateFailure.Kind.LIMIT) {
                    return CompletableFuture.failedFuture(failure);
                }
            }
        }
        return renderLater(template, payload);
    }

    private CompletableFuture<String> renderLater(MappingTemplate template, Payload payload) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> Mapping.render(template, payload, Budget.full(System.nanoTime() + deadline.toNanos())),
                    threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new Overloaded());
        }
    }

    /** Renderings under way end by their own deadline. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
