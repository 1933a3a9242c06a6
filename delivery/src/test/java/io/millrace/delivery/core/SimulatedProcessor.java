package io.millrace.delivery.core;

import io.millrace.base.Scheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * A processor that answers differently each time, late, or not at all. A record is {@code {id|partition|flags}}, or
 * several of them in lines: with the flag d it may be dropped, with f it may fail. Each answer bears a number of its own.
 */
final class SimulatedProcessor implements Processor {

    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final AtomicLong answers;
    private final SimulatedWorld.Mood mood;

    SimulatedProcessor(Scheduler scheduler, RandomGenerator random, AtomicLong answers, SimulatedWorld.Mood mood) {
        this.scheduler = scheduler;
        this.random = random;
        this.answers = answers;
        this.mood = mood;
    }

    @Override
    public CompletionStage<List<Outcome>> process(List<SourceRecord> records) {
        if (random.nextDouble() < mood.failing) {
            return CompletableFuture.failedStage(new IOException("The function is down (simulated)"));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (SourceRecord record : records) {
            outcomes.add(outcome(
                    StandardCharsets.UTF_8.decode(record.data().duplicate()).toString()));
        }
        CompletableFuture<List<Outcome>> later = new CompletableFuture<>();
        int longest = mood.hanging ? 30_000 : 2000;
        Duration delay = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(longest) : 0);
        scheduler.schedule(delay, () -> later.complete(outcomes));
        return later;
    }

    private Outcome outcome(String record) {
        List<List<String>> lines = record.lines()
                .map(line -> List.of(line.substring(1, line.length() - 1).split("\\|", -1)))
                .toList();
        List<String> parts = lines.getFirst();
        long answer = answers.incrementAndGet();
        if (parts.get(2).contains("d") && random.nextBoolean()) {
            return Outcome.DROPPED;
        }
        if (parts.get(2).contains("f") && random.nextInt(3) == 0) {
            return new Outcome.Failed(
                    ErrorType.PROCESSING_FAILED,
                    "Lambda.FunctionError",
                    "#" + answer,
                    1,
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty());
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append('<')
                .append(line.getFirst())
                .append(':')
                .append(answer)
                .append('>'));
        text.append(random.nextInt(4) == 0 ? "" : "\n");
        return Outcome.ok(
                ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)),
                Map.of(new PartitionKey(PartitionKey.Source.QUERY, "p"), parts.get(1)));
    }
}
