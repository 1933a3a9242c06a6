package io.millrace.wire;

import io.millrace.base.Caller;
import io.millrace.base.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service that speaks AWS-JSON 1.1: one table of operations, found by the target header. Immutable once built. */
public final class JsonService implements WireService {

    private static final int BODY_LIMIT = 8 * 1024 * 1024;

    /** One operation: reads its input, returns the answer's document. */
    @FunctionalInterface
    public interface Operation {
        ObjectNode run(WireRequest request, Input input) throws Exception;
    }

    /** One operation that never waits: it reads the body, and its answer's bytes come when they come. */
    @FunctionalInterface
    public interface LaterOperation {
        CompletionStage<byte[]> run(Caller caller, String region, byte[] body);
    }

    private final String signingName;
    private final Map<String, Operation> supported;
    private final Map<String, LaterOperation> later;
    private final List<OperationInfo> infos;
    private final String targetPrefix;

    private JsonService(Builder builder) {
        this.signingName = builder.signingName;
        this.targetPrefix = builder.targetPrefix;
        this.supported = Map.copyOf(builder.supported);
        this.later = Map.copyOf(builder.later);
        this.infos = List.copyOf(builder.infos);
    }

    /** @param targetPrefix what stands before the dot of {@code X-Amz-Target}, e.g. {@code Firehose_20150804} */
    public static Builder named(String signingName, String targetPrefix) {
        return new Builder(signingName, targetPrefix);
    }

    /** The table while it is being written. Used by one thread. */
    public static final class Builder {
        private final String signingName;
        private final String targetPrefix;
        private final Map<String, Operation> supported = new LinkedHashMap<>();
        private final Map<String, LaterOperation> later = new LinkedHashMap<>();
        private final List<OperationInfo> infos = new ArrayList<>();

        private Builder(String signingName, String targetPrefix) {
            this.signingName = signingName;
            this.targetPrefix = targetPrefix;
        }

        public Builder operation(String name, Operation operation) {
            return operation(name, "", operation);
        }

        /** @param note for the compatibility page: what is different here */
        public Builder operation(String name, String note, Operation operation) {
            supported.put(name, operation);
            infos.add(new OperationInfo(name, true, note));
            return this;
        }

        /** An operation that is answered without a thread that waits, where its request is small. */
        public Builder laterOperation(String name, LaterOperation operation) {
            later.put(name, operation);
            infos.add(new OperationInfo(name, true, ""));
            return this;
        }

        public Builder refused(String why, String... names) {
            for (String name : names) {
                infos.add(new OperationInfo(name, false, why));
            }
            return this;
        }

        public JsonService build() {
            return new JsonService(this);
        }
    }

    @Override
    public String signingName() {
        return signingName;
    }

    /** The operations that never wait, by what {@code X-Amz-Target} says. */
    public Map<String, LaterOperation> laterOperations() {
        Map<String, LaterOperation> byTarget = new LinkedHashMap<>();
        later.forEach((name, operation) -> byTarget.put(targetPrefix + "." + name, operation));
        return byTarget;
    }

    public String targetPrefix() {
        return targetPrefix;
    }

    @Override
    public Protocol protocol() {
        return Protocol.AWS_JSON;
    }

    @Override
    public List<OperationInfo> operations() {
        return infos;
    }

    @Override
    public WireResponse handle(WireRequest request) throws Exception {
        String target = request.header("x-amz-target").orElse("");
        String name = target.substring(target.lastIndexOf('.') + 1);
        LaterOperation waitedFor = later.get(name);
        if (waitedFor != null) {
            return response(awaited(waitedFor.run(request.caller(), request.region(), request.bodyBytes(BODY_LIMIT))));
        }
        Operation operation = supported.get(name);
        if (operation == null) {
            throw unknown(name);
        }
        ObjectNode answer = operation.run(request, input(request.bodyBytes(BODY_LIMIT)));
        return response(Json.MAPPER.writeValueAsBytes(answer));
    }

    /** What an operation's answer becomes. */
    public static WireResponse response(byte[] answer) {
        return WireResponse.of(200, "application/x-amz-json-1.1", answer);
    }

    private static byte[] awaited(CompletionStage<byte[]> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private WireException unknown(String name) {
        for (OperationInfo info : infos) {
            if (info.name().equals(name)) {
                return new WireException(
                        CommonError.UNKNOWN_OPERATION,
                        "The operation " + name + " is not supported here: " + info.note()
                                + " See docs/compatibility.md.");
            }
        }
        return new WireException(
                CommonError.UNKNOWN_OPERATION,
                "There is no operation '" + name + "' in " + signingName + ". Check the X-Amz-Target header.");
    }

    /** The members of a body; an empty body has none. */
    public static Input input(byte[] body) {
        if (body.length == 0) {
            return Input.of(Json.MAPPER.createObjectNode());
        }
        try {
            JsonNode document = Json.MAPPER.readTree(body);
            if (document instanceof ObjectNode object) {
                return Input.of(object);
            }
        } catch (JacksonException malformed) {
            throw new WireException(
                    CommonError.SERIALIZATION, "The body is not JSON: " + malformed.getOriginalMessage());
        }
        throw new WireException(CommonError.SERIALIZATION, "The body must be a JSON object.");
    }
}
