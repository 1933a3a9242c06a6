package io.millrace.server;

import io.millrace.access.Access;
import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.delivery.Delivery;
import io.millrace.delivery.PutBatchResult;
import io.millrace.gateway.call.Integration;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds API Gateway's {@code firehose:action/...} to the delivery streams of this process, in the role that the
 * integration names. Shared between threads; never blocks.
 */
final class FirehoseIntegration implements Integration {

    private static final String PRINCIPAL = "apigateway.amazonaws.com";
    /** The session's name at AWS, seen in its denials. */
    private static final String SESSION = "BackplaneAssumeRoleSession";

    private static final String JSON = "application/x-amz-json-1.1";

    private final Access access;
    private final Delivery delivery;

    FirehoseIntegration(Access access, Delivery delivery) {
        this.access = access;
        this.delivery = delivery;
    }

    @Override
    public CompletionStage<Answer> call(Call call) {
        Caller caller = access.assumeRole(
                PRINCIPAL, call.credentialsRoleArn(), SESSION, Optional.of(call.source()), Optional.empty());
        try {
            return put(call, caller, Input.of(document(call.body())))
                    .handle((answer, failure) -> failure == null ? answer : refusal(unwrapped(failure)));
        } catch (WireException | AccessDenied refused) {
            return CompletableFuture.completedFuture(refusal(refused));
        }
    }

    private CompletionStage<Answer> put(Call call, Caller caller, Input input) {
        String stream = input.requiredString("DeliveryStreamName");
        return switch (call.action()) {
            case "PutRecord" -> {
                ByteBuffer data = data(input.requiredObject("Record"));
                input.refuseUnread();
                yield delivery.putRecord(caller, call.region(), stream, data)
                        .thenApply(result -> ok(Json.MAPPER
                                .createObjectNode()
                                .put("Encrypted", false)
                                .put("RecordId", result.recordId())));
            }
            case "PutRecordBatch" -> {
                List<ByteBuffer> data = new ArrayList<>();
                input.objects("Records").forEach(record -> data.add(data(record)));
                input.refuseUnread();
                yield delivery.putRecordBatch(caller, call.region(), stream, data)
                        .thenApply(result -> ok(batch(result)));
            }
            default ->
                throw new WireException(
                        CommonError.INVALID_ACTION,
                        "An API can call PutRecord and PutRecordBatch of firehose, not " + call.action() + ".");
        };
    }

    private static ObjectNode batch(PutBatchResult result) {
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

    private static ObjectNode document(byte[] body) {
        try {
            if (Json.MAPPER.readTree(body) instanceof ObjectNode document) {
                return document;
            }
        } catch (JacksonException malformed) {
            throw new WireException(
                    CommonError.SERIALIZATION,
                    "The mapping template did not make JSON: " + malformed.getOriginalMessage());
        }
        throw new WireException(CommonError.SERIALIZATION, "The mapping template did not make a JSON object.");
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Answer ok(JsonNode document) {
        return new Answer(200, Map.of("Content-Type", JSON), Json.MAPPER.writeValueAsBytes(document));
    }

    /** The service's own refusal, as it would say it on the wire; what is our fault is thrown on. */
    private static Answer refusal(Throwable failure) {
        return switch (failure) {
            case WireException refused ->
                error(refused.code().status(), refused.code().wireName(), refused.text());
            case AccessDenied denied -> error(400, CommonError.ACCESS_DENIED.wireName(), denied.text());
            default -> throw new CompletionException(failure);
        };
    }

    private static Answer error(int status, String type, String message) {
        return new Answer(
                status,
                Map.of("Content-Type", JSON, "x-amzn-ErrorType", type),
                Json.MAPPER.writeValueAsBytes(
                        Json.MAPPER.createObjectNode().put("__type", type).put("message", message)));
    }
}
