package io.millrace.delivery;

import io.millrace.wire.Input;
import io.millrace.wire.JsonService;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What PutRecordBatch is sent. A body of the usual shape, as the SDKs write it, is read in one pass over its bytes; any
 * other, right or wrong, is read as every other operation's is, so that what is accepted and what is refused, and how,
 * is the same.
 */
record PutBatchBody(String stream, List<ByteBuffer> data) {

    static PutBatchBody read(byte[] body) {
        return new PlainBatch(body).read().orElseGet(() -> whole(body));
    }

    /** Reads a body of any shape. */
    static PutBatchBody whole(byte[] body) {
        Input input = JsonService.input(body);
        String stream = input.requiredString("DeliveryStreamName");
        List<ByteBuffer> data = new ArrayList<>();
        for (Input record : input.objects("Records")) {
            data.add(ByteBuffer.wrap(record.blob("Data").orElseThrow(() -> record.missing("Data"))));
        }
        input.refuseUnread();
        return new PutBatchBody(stream, data);
    }
}
