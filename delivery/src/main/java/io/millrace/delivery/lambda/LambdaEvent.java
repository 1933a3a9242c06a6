package io.millrace.delivery.lambda;

import io.millrace.delivery.core.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The event that Firehose sends to a function. A record's id is its log position, which part of
 * that record it is, and the number of the attempt, so that
 * a function that remembers an earlier attempt cannot name a record twice.
 */
final class LambdaEvent {

    /** Bytes of an event beside a record's data: names, id, timestamp. */
    static final int RECORD_OVERHEAD = 100;

    private static final int POSITION_DIGITS = 20;
    private static final int PART_DIGITS = 3;
    private static final int ATTEMPT_DIGITS = 6;
    static final int ATTEMPTS = 1_000_000;

    private final List<String> recordIds;
    private final byte[] payload;

    private LambdaEvent(List<String> recordIds, byte[] payload) {
        this.recordIds = recordIds;
        this.payload = payload;
    }

    static LambdaEvent of(LambdaTarget target, String invocationId, int attempt, List<SourceRecord> records) {
        List<String> ids = new ArrayList<>(records.size());
        ByteArrayOutputStream out = new ByteArrayOutputStream(size(records));
        write(
                out,
                "{\"invocationId\":\"" + invocationId + "\",\"deliveryStreamArn\":\"" + target.streamArn()
                        + "\",\"region\":\"" + target.streamArn().region() + "\",\"records\":[");
        String suffix = padded(attempt, ATTEMPT_DIGITS);
        String separator = "";
        for (SourceRecord record : records) {
            String id = padded(record.position(), POSITION_DIGITS) + padded(record.part(), PART_DIGITS) + suffix;
            ids.add(id);
            write(
                    out,
                    separator + "{\"recordId\":\"" + id + "\",\"approximateArrivalTimestamp\":" + record.arrivalMillis()
                            + ",\"data\":\"");
            byte[] data = new byte[record.data().remaining()];
            record.data().duplicate().get(data);
            out.writeBytes(Base64.getEncoder().encode(data));
            write(out, "\"}");
            separator = ",";
        }
        write(out, "]}");
        return new LambdaEvent(ids, out.toByteArray());
    }

    private static int size(List<SourceRecord> records) {
        long size = 512;
        for (SourceRecord record : records) {
            size += size(record);
        }
        return (int) Math.min(size, Integer.MAX_VALUE - 8);
    }

    /** At least the bytes that a record takes in an event. */
    static long size(SourceRecord record) {
        return RECORD_OVERHEAD + (record.data().remaining() + 2) / 3 * 4L;
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** By record, in their order. */
    List<String> recordIds() {
        return recordIds;
    }

    byte[] payload() {
        return payload;
    }
}
