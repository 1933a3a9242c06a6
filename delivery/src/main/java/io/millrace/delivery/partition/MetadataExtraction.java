package io.millrace.delivery.partition;

import io.millrace.base.Clock;
import io.millrace.delivery.core.Outcome;
import io.millrace.delivery.core.PartitionKey;
import io.millrace.delivery.core.Processor;
import io.millrace.delivery.core.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Asks each record for its partition keys; its bytes stay as they are. Immutable. */
public final class MetadataExtraction implements Processor {

    private final PartitionQuery query;
    private final Clock clock;

    public MetadataExtraction(PartitionQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Outcome>> process(List<SourceRecord> records) {
        List<Outcome> outcomes = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            outcomes.add(outcome(record));
        }
        return CompletableFuture.completedStage(outcomes);
    }

    private Outcome outcome(SourceRecord record) {
        return switch (query.ask(record.data())) {
            case PartitionQuery.Answer.Keys(Map<String, String> values) ->
                Outcome.ok(
                        record.data(),
                        values.entrySet().stream()
                                .collect(Collectors.toMap(
                                        value -> new PartitionKey(PartitionKey.Source.QUERY, value.getKey()),
                                        Map.Entry::getValue)));
            case PartitionQuery.Answer.None(var failure) -> failure.outcome(clock.instant());
        };
    }
}
