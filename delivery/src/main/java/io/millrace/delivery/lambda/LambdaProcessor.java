package io.millrace.delivery.lambda;

import io.millrace.access.Access;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.delivery.core.Outcome;
import io.millrace.delivery.core.Processor;
import io.millrace.delivery.core.SourceRecord;
import io.millrace.functions.Functions;
import io.millrace.functions.InvokeOptions;
import io.millrace.functions.InvokeResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has a function transform records. A batch is cut into invocations of at most the buffer size, which run at once; a
 * function that cannot be asked (denied, gone, throttled) fails the batch as a whole, so that it is tried again.
 */
public final class LambdaProcessor implements Processor {

    /** Leaves room for the event's head within Lambda's limit for requests. */
    private static final long EVENT_LIMIT = Functions.REQUEST_LIMIT - 4096L;

    private final LambdaTarget target;
    private final Access access;
    private final Functions functions;
    private final Executor executor;
    private final Clock clock;
    private final AtomicInteger attempts;

    /**
     * @param executor may block
     * @param firstAttempt where the numbers of attempts begin; anything
     */
    public LambdaProcessor(
            LambdaTarget target, Access access, Functions functions, Executor executor, Clock clock, int firstAttempt) {
        this.target = target;
        this.access = access;
        this.functions = functions;
        this.executor = executor;
        this.clock = clock;
        this.attempts = new AtomicInteger(firstAttempt);
    }

    @Override
    public CompletionStage<List<Outcome>> process(List<SourceRecord> records) {
        List<CompletableFuture<List<Outcome>>> invocations = new ArrayList<>();
        for (List<SourceRecord> chunk : chunks(records)) {
            invocations.add(CompletableFuture.supplyAsync(() -> transform(chunk), executor));
        }
        return CompletableFuture.allOf(invocations.toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    List<Outcome> outcomes = new ArrayList<>(records.size());
                    invocations.forEach(invocation -> outcomes.addAll(invocation.join()));
                    return outcomes;
                });
    }

    @Override
    public boolean starting() {
        return functions.starting(target.functionArn());
    }

    private List<List<SourceRecord>> chunks(List<SourceRecord> records) {
        List<List<SourceRecord>> chunks = new ArrayList<>();
        int start = 0;
        long bytes = 0;
        long event = 0;
        for (int i = 0; i < records.size(); i++) {
            SourceRecord record = records.get(i);
            int size = record.data().remaining();
            boolean full = bytes + size > target.bufferBytes() || event + LambdaEvent.size(record) > EVENT_LIMIT;
            if (full && i > start) {
                chunks.add(records.subList(start, i));
                start = i;
                bytes = 0;
                event = 0;
            }
            bytes += size;
            event += LambdaEvent.size(record);
        }
        chunks.add(records.subList(start, records.size()));
        return chunks;
    }

    /** Blocks until the function has answered, or has failed as often as it may. */
    private List<Outcome> transform(List<SourceRecord> records) {
        Caller caller = access.assumeRole(
                "firehose.amazonaws.com",
                target.roleArn(),
                "firehose",
                Optional.of(target.streamArn()),
                Optional.of(target.streamArn().account()));
        for (int attempt = 1; attempt <= target.retries() + 1; attempt++) {
            Optional<List<Outcome>> outcomes = attempt(caller, records, attempt);
            if (outcomes.isPresent()) {
                return outcomes.get();
            }
        }
        Outcome failed =
                LambdaFailure.FUNCTION_ERROR.outcome(target.retries() + 1, clock.instant(), target.functionArn());
        return Collections.nCopies(records.size(), failed);
    }

    private Optional<List<Outcome>> attempt(Caller caller, List<SourceRecord> records, int attempt) {
        LambdaEvent event = LambdaEvent.of(
                target,
                UUID.randomUUID().toString(),
                Math.floorMod(attempts.getAndIncrement(), LambdaEvent.ATTEMPTS),
                records);
        InvokeResult result = functions.invoke(caller, target.functionArn(), event.payload(), InvokeOptions.defaults());
        if (result.functionError().isPresent()) {
            return Optional.empty();
        }
        LambdaAnswer answer = LambdaAnswer.read(result.payload(), event.recordIds());
        if (answer.excessBytes() > 0) {
            functions.leaking(target.functionArn(), result.workerId(), answer.excessBytes(), result.payload().length);
        }
        return Optional.of(answer.outcomes(attempt, clock.instant(), target.functionArn()));
    }
}
