package io.millrace.delivery.core;

import io.millrace.base.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A failed record as AWS writes it into the error output: one JSON line, its members in this order. */
final class ErrorLine {

    private ErrorLine() {}

    /** @param record as it was accepted */
    static ByteBuffer of(SourceRecord record, Outcome.Failed failed) {
        ByteBuffer data = failed.part().orElse(record.data()).duplicate();
        byte[] raw = new byte[data.remaining()];
        data.get(raw);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("rawData", Base64.getEncoder().encodeToString(raw));
        line.put("errorCode", failed.code());
        line.put("errorMessage", failed.message());
        line.put("attemptsMade", failed.attempts());
        line.put("arrivalTimestamp", record.arrivalMillis());
        line.put("attemptEndingTimestamp", failed.attemptEnded().toEpochMilli());
        failed.lambdaArn().ifPresent(arn -> line.put("lambdaARN", arn));
        return ByteBuffer.wrap((Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
