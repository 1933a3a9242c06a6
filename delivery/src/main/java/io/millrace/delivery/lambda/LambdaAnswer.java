package io.millrace.delivery.lambda;

import io.millrace.base.Json;
import io.millrace.delivery.core.Outcome;
import io.millrace.delivery.core.PartitionKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A function's answer, read once from front to back: what it says of each record that it was sent, and how much it says
 * of others. An answer that is no such document says nothing of any record. Used by one thread.
 */
final class LambdaAnswer {

    /** What the answer says of one record. */
    private record Said(@Nullable String result, @Nullable String data, Map<PartitionKey, String> partitionKeys) {}

    private final Map<String, Integer> indexes;
    private final @Nullable Said[] said;
    private final boolean[] twice;
    private long excessBytes;

    private LambdaAnswer(List<String> recordIds) {
        this.said = new Said[recordIds.size()];
        this.twice = new boolean[recordIds.size()];
        this.indexes = HashMap.newHashMap(recordIds.size());
        for (int i = 0; i < recordIds.size(); i++) {
            indexes.put(recordIds.get(i), i);
        }
    }

    static LambdaAnswer read(byte[] payload, List<String> recordIds) {
        LambdaAnswer answer = new LambdaAnswer(recordIds);
        try (JsonParser parser = Json.MAPPER.createParser(payload)) {
            answer.readDocument(parser);
        } catch (JacksonException malformed) {
            // What was read of it counts; every other record is missing.
        }
        return answer;
    }

    /** Bytes of the answer that speak of records which were not sent. */
    long excessBytes() {
        return excessBytes;
    }

    /** One outcome a record, in the order of their ids. */
    List<Outcome> outcomes(int attempts, Instant attemptEnded, String functionArn) {
        List<Outcome> outcomes = new ArrayList<>(said.length);
        for (int i = 0; i < said.length; i++) {
            Said one = said[i];
            if (twice[i]) {
                outcomes.add(LambdaFailure.DUPLICATED.outcome(attempts, attemptEnded, functionArn));
            } else if (one == null) {
                outcomes.add(LambdaFailure.MISSING.outcome(attempts, attemptEnded, functionArn));
            } else {
                outcomes.add(outcome(one).orElseGet(() -> failure(one).outcome(attempts, attemptEnded, functionArn)));
            }
        }
        return outcomes;
    }

    private static Optional<Outcome> outcome(Said said) {
        if ("Dropped".equals(said.result())) {
            return Optional.of(Outcome.DROPPED);
        }
        String data = said.data();
        if (!"Ok".equals(said.result()) || data == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Outcome.ok(ByteBuffer.wrap(Base64.getDecoder().decode(data)), said.partitionKeys()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static LambdaFailure failure(Said said) {
        if ("ProcessingFailed".equals(said.result())) {
            return LambdaFailure.PROCESSING_FAILED;
        }
        if (!"Ok".equals(said.result())) {
            return LambdaFailure.UNKNOWN_RESULT;
        }
        return said.data() == null ? LambdaFailure.NO_DATA : LambdaFailure.NOT_BASE64;
    }

    private void readDocument(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean records = parser.currentName().equals("records");
            JsonToken value = parser.nextToken();
            if (records && value == JsonToken.START_ARRAY) {
                readRecords(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readRecords(JsonParser parser) {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                readRecord(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readRecord(JsonParser parser) {
        long start = parser.currentTokenLocation().getByteOffset();
        Reading reading = new Reading();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            reading.member(name, parser);
        }
        Integer index = reading.id == null ? null : indexes.get(reading.id);
        if (index == null) {
            excessBytes += parser.currentTokenLocation().getByteOffset() - start + 2;
        } else if (said[index] != null) {
            twice[index] = true;
        } else {
            said[index] = new Said(reading.result, reading.data, reading.partitionKeys);
        }
    }

    /** A record while it is read. */
    private final class Reading {
        private @Nullable String id;
        private @Nullable String result;
        private @Nullable String data;
        private Map<PartitionKey, String> partitionKeys = Map.of();

        void member(String name, JsonParser parser) {
            switch (name) {
                case "recordId" -> id = text(parser);
                case "result" -> result = text(parser);
                case "data" -> {
                    if (id == null || indexes.containsKey(id)) {
                        data = text(parser); // Of a record that nobody asked for it is not even decoded.
                    }
                }
                case "metadata" -> partitionKeys = metadata(parser);
                default -> parser.skipChildren();
            }
        }

        private static Map<PartitionKey, String> metadata(JsonParser parser) {
            Map<PartitionKey, String> keys = new HashMap<>();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return keys;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals("partitionKeys");
                if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String key = parser.currentName();
                        parser.nextToken();
                        String value = scalar(parser);
                        if (value != null) {
                            keys.put(new PartitionKey(PartitionKey.Source.LAMBDA, key), value);
                        }
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return keys;
        }

        private static @Nullable String scalar(JsonParser parser) {
            JsonToken token = parser.currentToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                return parser.getString();
            }
            parser.skipChildren();
            return null;
        }

        private static @Nullable String text(JsonParser parser) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return parser.getString();
            }
            parser.skipChildren();
            return null;
        }
    }
}
