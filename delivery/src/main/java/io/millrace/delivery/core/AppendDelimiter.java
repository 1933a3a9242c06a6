package io.millrace.delivery.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Firehose's AppendDelimiterToRecord: the delimiter after every record, whether one is there or not. */
public final class AppendDelimiter implements Processor {

    private final byte[] delimiter;

    public AppendDelimiter(byte[] delimiter) {
        this.delimiter = delimiter.clone();
    }

    @Override
    public CompletionStage<List<Outcome>> process(List<SourceRecord> records) {
        List<Outcome> outcomes = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            ByteBuffer data = record.data().duplicate();
            outcomes.add(Outcome.ok(ByteBuffer.allocate(data.remaining() + delimiter.length)
                    .put(data)
                    .put(delimiter)
                    .flip()));
        }
        return CompletableFuture.completedStage(outcomes);
    }
}
