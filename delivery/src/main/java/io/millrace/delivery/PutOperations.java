package io.millrace.delivery;

import io.millrace.base.Caller;
import io.millrace.base.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations PutRecord and PutRecordBatch. Immutable. */
final class PutOperations {

    private final Delivery delivery;

    PutOperations(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Never waits: the answer comes when the record is forced. */
    CompletionStage<byte[]> one(Caller caller, String region, byte[] body) {
        PutRecordBody record = PutRecordBody.read(body);
        return delivery.putRecord(caller, region, record.stream(), ByteBuffer.wrap(record.data()))
                .thenApply(PutOperations::answer);
    }

    /** A record id is base64: nothing of it needs an escape. */
    private static byte[] answer(PutRecordResult result) {
        return ("{\"Encrypted\":false,\"RecordId\":\"" + result.recordId() + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    /** Never waits: the answer comes when the records are forced. */
    CompletionStage<byte[]> batch(Caller caller, String region, byte[] body) {
        PutBatchBody batch = PutBatchBody.read(body);
        return delivery.putRecordBatch(caller, region, batch.stream(), batch.data())
                .thenApply(PutOperations::answer);
    }

    private static byte[] answer(PutBatchResult result) {
        return result.entries() instanceof AcceptedBatch accepted
                ? accepted.answer()
                : Json.MAPPER.writeValueAsBytes(document(result));
    }

    private static ObjectNode document(PutBatchResult result) {
        ObjectNode answer =
                Json.MAPPER.createObjectNode().put("Encrypted", false).put("FailedPutCount", result.failed());
        ArrayNode entries = answer.putArray("RequestResponses");
        for (PutBatchResult.Entry entry : result.entries()) {
            ObjectNode one = entries.addObject();
            entry.recordId().ifPresent(id -> one.put("RecordId", id));
            entry.errorCode().ifPresent(code -> one.put("ErrorCode", code));
            entry.errorMessage().ifPresent(message -> one.put("ErrorMessage", message));
        }
        return answer;
    }
}
