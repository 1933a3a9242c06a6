package io.millrace.delivery.core;

import io.millrace.base.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A failed record as AWS writes it into the error output: one JSON line, its members in this order. */
final class ErrorLine {

    private ErrorLine() {}

    /** @param record as it was accepted */
    static ByteBuffer of(SourceRecord record, Outcome.Failed failed) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("rawData", raw(failed.part().orElse(record.data())));
        line.put("errorCode", failed.code());
        line.put("errorMessage", failed.message());
        line.put("attemptsMade", failed.attempts());
        line.put("arrivalTimestamp", record.arrivalMillis());
        line.put("attemptEndingTimestamp", failed.attemptEnded().toEpochMilli());
        failed.lambdaArn().ifPresent(arn -> line.put("lambdaARN", arn));
        return line(line);
    }

    /**
     * Of one whose conversion failed.
     *
     * @param table as {@link FormatConversion#table} names it
     */
    static ByteBuffer of(SourceRecord record, Outcome.Failed failed, Map<String, Object> table) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("attemptsMade", failed.attempts());
        line.put("arrivalTimestamp", record.arrivalMillis());
        line.put("lastErrorCode", failed.code());
        line.put("lastErrorMessage", failed.message());
        line.put("attemptEndingTimestamp", failed.attemptEnded().toEpochMilli());
        line.put("rawData", raw(failed.part().orElse(record.data())));
        line.put("sequenceNumber", Optional.empty()); // Only records of a Kinesis stream have these.
        line.put("subSequenceNumber", Optional.empty());
        line.put("dataCatalogTable", table);
        return line(line);
    }

    private static String raw(ByteBuffer data) {
        byte[] raw = new byte[data.remaining()];
        data.duplicate().get(raw);
        return Base64.getEncoder().encodeToString(raw);
    }

    private static ByteBuffer line(Map<String, Object> line) {
        return ByteBuffer.wrap((Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
