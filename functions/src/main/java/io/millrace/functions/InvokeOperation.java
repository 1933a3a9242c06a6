package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.CommonError;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** The operation Invoke. Immutable. */
final class InvokeOperation {

    private final Functions functions;

    InvokeOperation(Functions functions) {
        this.functions = functions;
    }

    WireResponse run(Call call) throws IOException {
        WireRequest request = call.request();
        FunctionName name =
                FunctionName.parse(call.path("FunctionName"), request.region()).qualified(call.query("Qualifier"));
        return switch (chosen(request, "x-amz-invocation-type", "RequestResponse", "Event", "DryRun")) {
            case "DryRun" -> {
                functions.allowed(request.caller(), name);
                yield WireResponse.empty(204);
            }
            case "Event" -> {
                functions.accept(request.caller(), name, payload(request), options(request));
                yield WireResponse.empty(202);
            }
            default -> answered(request, name);
        };
    }

    private static String chosen(WireRequest request, String header, String... values) {
        String value = request.header(header).orElse(values[0]);
        if (!List.of(values).contains(value)) {
            String member = header.equals("x-amz-log-type") ? "logType" : "invocationType";
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value '" + value + "' at '" + member
                            + "' failed to satisfy constraint: Member must satisfy enum value set: "
                            + List.of(values));
        }
        return value;
    }

    private WireResponse answered(WireRequest request, FunctionName name) throws IOException {
        boolean tail = chosen(request, "x-amz-log-type", "None", "Tail").equals("Tail");
        functions.allowed(request.caller(), name);
        InvokeResult result = functions.invoke(
                request.caller(), name.arn(functions.account()).toString(), payload(request), options(request));
        WireResponse response = WireResponse.of(result.status(), "application/json", result.payload())
                .with("X-Amz-Executed-Version", result.executedVersion());
        if (result.functionError().isPresent()) {
            response =
                    response.with("X-Amz-Function-Error", result.functionError().get());
        }
        Optional<byte[]> log = result.logTail();
        return tail && log.isPresent()
                ? response.with("X-Amz-Log-Result", Base64.getEncoder().encodeToString(log.get()))
                : response;
    }

    private static InvokeOptions options(WireRequest request) {
        return new InvokeOptions(request.header("x-amz-client-context").map(InvokeOperation::context));
    }

    private static byte[] payload(WireRequest request) throws IOException {
        byte[] payload = request.body().readNBytes(Functions.REQUEST_LIMIT + 1);
        if (payload.length == 0) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        if (payload.length <= Functions.REQUEST_LIMIT) {
            checkJson(payload);
        }
        return payload;
    }

    private static void checkJson(byte[] payload) {
        try (JsonParser parser = Json.MAPPER.createParser(payload)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() == null) {
                return;
            }
        } catch (JacksonException malformed) {
            throw LambdaError.INVALID_REQUEST_CONTENT.with(
                    "Could not parse request body into json: " + malformed.getOriginalMessage());
        }
        throw LambdaError.INVALID_REQUEST_CONTENT.with(
                "Could not parse request body into json: there is more than one value.");
    }

    private static String context(String base64) {
        try {
            byte[] json = Base64.getDecoder().decode(base64);
            return Json.MAPPER.readTree(json).toString();
        } catch (IllegalArgumentException | JacksonException bad) {
            throw LambdaError.invalid("The client context must be a base64-encoded JSON document.");
        }
    }
}
