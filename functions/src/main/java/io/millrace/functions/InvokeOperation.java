package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.FunctionName.FunctionKey;
import io.millrace.wire.CommonError;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** The operation Invoke. Immutable. */
final class InvokeOperation {

    private final Functions functions;
    private final String account;

    InvokeOperation(Functions functions, String account) {
        this.functions = functions;
        this.account = account;
    }

    WireResponse run(Call call) throws IOException {
        WireRequest request = call.request();
        FunctionName name =
                FunctionName.parse(call.path("FunctionName"), request.region()).qualified(call.query("Qualifier"));
        String type = request.header("x-amz-invocation-type").orElse("RequestResponse");
        switch (type) {
            case "RequestResponse" -> {}
            case "DryRun" -> {
                functions.allowed(request.caller(), name);
                return WireResponse.empty(204);
            }
            case "Event" ->
                throw FunctionInput.invalid("The InvocationType Event is not supported here. Use RequestResponse.");
            default ->
                throw new WireException(
                        CommonError.VALIDATION,
                        "1 validation error detected: Value '" + type + "' at 'invocationType' failed to satisfy"
                                + " constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        }
        return answered(request, functions.allowed(request.caller(), name));
    }

    private WireResponse answered(WireRequest request, FunctionKey key) throws IOException {
        boolean tail = request.header("x-amz-log-type").orElse("None").equals("Tail");
        InvokeOptions options =
                new InvokeOptions(request.header("x-amz-client-context").map(InvokeOperation::context));
        InvokeResult result =
                functions.invoke(request.caller(), key.arn(account).toString(), payload(request), options);
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
            throw FunctionInput.invalid("The client context must be a base64-encoded JSON document.");
        }
    }
}
