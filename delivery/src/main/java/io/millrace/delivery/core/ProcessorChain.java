package io.millrace.delivery.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Processors one after the other: each sees what came out Ok of the one before, parts of records one by one; partition
 * keys add up.
 */
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

    @Override
    public boolean starting() {
        return processors.stream().anyMatch(Processor::starting);
    }

    private static CompletionStage<List<Outcome>> next(
            Processor processor, List<SourceRecord> records, List<Outcome> before) {
        List<SourceRecord> inputs = new ArrayList<>(records.size());
        for (int i = 0; i < before.size(); i++) {
            addInputs(records.get(i), before.get(i), inputs);
        }
        if (inputs.isEmpty()) {
            return CompletableFuture.completedStage(before);
        }
        return processor.process(inputs).thenApply(outcomes -> {
            if (outcomes.size() != inputs.size()) {
                throw new IllegalStateException(
                        "A processor gave " + outcomes.size() + " outcomes for " + inputs.size() + " records");
            }
            Iterator<Outcome> next = outcomes.iterator();
            return before.stream().map(earlier -> merge(earlier, next)).toList();
        });
    }

    private static void addInputs(SourceRecord record, Outcome outcome, List<SourceRecord> inputs) {
        switch (outcome) {
            case Outcome.Ok ok -> inputs.add(record.part(0, ok.data()));
            case Outcome.Several(List<Outcome> parts) -> {
                for (int i = 0; i < parts.size(); i++) {
                    if (parts.get(i) instanceof Outcome.Ok ok) {
                        inputs.add(record.part(i, ok.data()));
                    }
                }
            }
            case Outcome.Dropped _, Outcome.Failed _ -> {}
        }
    }

    private static Outcome merge(Outcome before, Iterator<Outcome> next) {
        return switch (before) {
            case Outcome.Ok ok -> merge(ok, next.next());
            case Outcome.Several(List<Outcome> parts) -> {
                List<Outcome> merged = new ArrayList<>(parts.size());
                for (Outcome part : parts) {
                    switch (merge(part, next)) {
                        case Outcome.Several(List<Outcome> smaller) -> merged.addAll(smaller);
                        case Outcome one -> merged.add(one);
                    }
                }
                yield new Outcome.Several(merged);
            }
            case Outcome.Dropped dropped -> dropped;
            case Outcome.Failed failed -> failed;
        };
    }

    private static Outcome merge(Outcome.Ok before, Outcome after) {
        return switch (after) {
            case Outcome.Ok ok -> new Outcome.Ok(ok.data(), merge(before, ok), before.part());
            case Outcome.Several(List<Outcome> parts) ->
                new Outcome.Several(
                        parts.stream().map(part -> merged(before, part)).toList());
            case Outcome.Dropped dropped -> dropped;
            case Outcome.Failed failed -> before.part().isPresent() ? failed.of(before.part()) : failed;
        };
    }

    /** A part begins with its own bytes. */
    private static Outcome merged(Outcome.Ok before, Outcome part) {
        return part instanceof Outcome.Ok ok
                ? new Outcome.Ok(ok.data(), merge(before, ok), before.part().or(() -> Optional.of(ok.data())))
                : part;
    }

    private static Map<PartitionKey, String> merge(Outcome.Ok before, Outcome.Ok after) {
        if (before.partitionKeys().isEmpty() || after.partitionKeys().isEmpty()) {
            return before.partitionKeys().isEmpty() ? after.partitionKeys() : before.partitionKeys();
        }
        Map<PartitionKey, String> keys = new HashMap<>(before.partitionKeys());
        keys.putAll(after.partitionKeys());
        return keys;
    }
}
