package io.millrace.functions.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One invocation on its way to a worker. The result is completed once, by whoever comes first. */
final class Invocation {

    /** An answer or an error document, and whether the worker may be used again. */
    @SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
    record Result(byte[] payload, boolean failed, boolean workerSpent) {}

    private final InvokeRequest request;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private volatile boolean taken;
    private volatile long deadlineMillis;

    Invocation(InvokeRequest request) {
        this.request = request;
    }

    String requestId() {
        return request.requestId();
    }

    String functionArn() {
        return request.functionArn();
    }

    /** A trace id in X-Ray's shape, not sampled: nothing here collects traces. */
    String traceId() {
        String digits = requestId().replace("-", "");
        return "Root=1-" + digits.substring(0, 8) + "-" + digits.substring(8, 32) + ";Parent="
                + digits.substring(16, 32) + ";Sampled=0";
    }

    byte[] payload() {
        return request.payload();
    }

    Optional<String> clientContext() {
        return request.clientContext();
    }

    CompletableFuture<Result> result() {
        return result;
    }

    /** True once the runtime has received it: from here on it may have had an effect. */
    boolean taken() {
        return taken;
    }

    void take() {
        taken = true;
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    void deadlineMillis(long millis) {
        deadlineMillis = millis;
    }

    void answer(byte[] answer) {
        result.complete(new Result(answer, false, false));
    }

    /** The function's own error: the process goes on. */
    void fail(byte[] error) {
        result.complete(new Result(error, true, false));
    }

    /** An error after which the process must not be used again. */
    void failForGood(byte[] error) {
        result.complete(new Result(error, true, true));
    }
}
