package io.millrace.delivery.partition;

import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.delivery.core.Outcome;
import io.millrace.delivery.core.PartitionFailure;
import io.millrace.delivery.core.Processor;
import io.millrace.delivery.core.SourceRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Takes a record apart: into the JSON objects that stand in it one after the other, or at a delimiter, which goes. Every
 * part keeps its bytes. Immutable.
 */
public final class RecordDeAggregation implements Processor {

    /** AWS: a record holds at most so many. */
    static final int MOST_PARTS = 500;

    private final Clock clock;
    /** Empty for JSON. */
    private final byte[] delimiter;

    private RecordDeAggregation(Clock clock, byte[] delimiter) {
        this.clock = clock;
        this.delimiter = delimiter;
    }

    public static RecordDeAggregation json(Clock clock) {
        return new RecordDeAggregation(clock, new byte[0]);
    }

    /** @param delimiter at least one byte */
    public static RecordDeAggregation delimited(Clock clock, byte[] delimiter) {
        return new RecordDeAggregation(clock, delimiter.clone());
    }

    @Override
    public CompletionStage<List<Outcome>> process(List<SourceRecord> records) {
        List<Outcome> outcomes = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            outcomes.add(outcome(record.data()));
        }
        return CompletableFuture.completedStage(outcomes);
    }

    private Outcome outcome(ByteBuffer data) {
        List<Outcome> parts = new ArrayList<>();
        boolean separable = delimiter.length == 0 ? objects(data, parts) : pieces(data, parts);
        if (!separable) {
            return PartitionFailure.NOT_SEPARABLE.outcome(clock.instant());
        }
        return parts.size() > MOST_PARTS
                ? PartitionFailure.TOO_MANY_PARTS.outcome(clock.instant())
                : new Outcome.Several(parts);
    }

    /** Whether there is nothing but objects. */
    private static boolean objects(ByteBuffer data, List<Outcome> parts) {
        byte[] bytes = bytes(data);
        try (JsonParser parser = Json.MAPPER.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    return false;
                }
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int end = (int) parser.currentLocation().getByteOffset();
                parts.add(Outcome.ok(ByteBuffer.wrap(bytes, start, end - start).slice()));
                if (parts.size() > MOST_PARTS) {
                    return true;
                }
            }
            return true;
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private boolean pieces(ByteBuffer data, List<Outcome> parts) {
        byte[] bytes = bytes(data);
        int start = 0;
        for (int i = 0; i + delimiter.length <= bytes.length && parts.size() <= MOST_PARTS; i++) {
            if (isDelimiter(bytes, i)) {
                add(bytes, start, i, parts);
                start = i + delimiter.length;
                i = start - 1;
            }
        }
        add(bytes, start, bytes.length, parts);
        return true;
    }

    private boolean isDelimiter(byte[] bytes, int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (bytes[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Nothing stands between two delimiters: that is no record. */
    private static void add(byte[] bytes, int from, int to, List<Outcome> parts) {
        if (to > from) {
            parts.add(Outcome.ok(ByteBuffer.wrap(bytes, from, to - from).slice()));
        }
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }
}
