package io.millrace.delivery.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Processors one after the other: each sees what came out Ok of the one before; partition keys add up. */
final class ProcessorChain implements Processor {

    private final List<Processor> processors;

    ProcessorChain(List<Processor> processors) {
        this.processors = List.copyOf(processors);
    }

    @Override
    public CompletionStage<List<Outcome>> process(List<SourceRecord> records) {
        List<Outcome> outcomes = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            outcomes.add(Outcome.ok(record.data()));
        }
        CompletionStage<List<Outcome>> stage = CompletableFuture.completedStage(outcomes);
        for (Processor processor : processors) {
            stage = stage.thenCompose(before -> next(processor, records, before));
        }
        return stage;
    }

    private static CompletionStage<List<Outcome>> next(
            Processor processor, List<SourceRecord> records, List<Outcome> before) {
        List<SourceRecord> inputs = new ArrayList<>(records.size());
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) instanceof Outcome.Ok ok) {
                inputs.add(records.get(i).with(ok.data()));
            }
        }
        if (inputs.isEmpty()) {
            return CompletableFuture.completedStage(before);
        }
        return processor.process(inputs).thenApply(outcomes -> merge(before, outcomes, inputs.size()));
    }

    private static List<Outcome> merge(List<Outcome> before, List<Outcome> outcomes, int expected) {
        if (outcomes.size() != expected) {
            throw new IllegalStateException(
                    "A processor gave " + outcomes.size() + " outcomes for " + expected + " records");
        }
        List<Outcome> merged = new ArrayList<>(before.size());
        int next = 0;
        for (Outcome earlier : before) {
            merged.add(earlier instanceof Outcome.Ok ok ? merge(ok, outcomes.get(next++)) : earlier);
        }
        return merged;
    }

    private static Outcome merge(Outcome.Ok before, Outcome after) {
        if (before.partitionKeys().isEmpty() || !(after instanceof Outcome.Ok ok)) {
            return after;
        }
        Map<String, String> keys = new HashMap<>(before.partitionKeys());
        keys.putAll(ok.partitionKeys());
        return new Outcome.Ok(ok.data(), keys);
    }
}
