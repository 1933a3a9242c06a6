package io.millrace.delivery;

import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
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

    ObjectNode batch(WireRequest request, Input input) throws Exception {
        String name = input.requiredString("DeliveryStreamName");
        List<ByteBuffer> data = new ArrayList<>();
        for (Input record : input.objects("Records")) {
            data.add(data(record));
        }
        input.refuseUnread();
        PutBatchResult result = awaited(delivery.putRecordBatch(request.caller(), request.region(), name, data));
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

    private static ByteBuffer data(Input record) {
        return ByteBuffer.wrap(record.blob("Data").orElseThrow(() -> record.missing("Data")));
    }

    private static <T> T awaited(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
