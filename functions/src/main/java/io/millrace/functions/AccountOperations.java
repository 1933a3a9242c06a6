package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What clients ask about a function or the account, beside what it does. */
final class AccountOperations {

    private final LambdaCalls calls;
    private final FunctionsConfig config;

    AccountOperations(LambdaCalls calls, FunctionsConfig config) {
        this.calls = calls;
        this.config = config;
    }

    WireResponse settings(Call call) {
        calls.authorizeAll(call.request(), "lambda:GetAccountSettings");
        List<FunctionDefinition> all =
                calls.directory().functions().list(call.request().region());
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.putObject("AccountLimit")
                .put("TotalCodeSize", 80_530_636_800L)
                .put("CodeSizeUnzipped", config.unpackedSize().bytes())
                .put("CodeSizeZipped", 52_428_800L)
                .put("ConcurrentExecutions", 1000)
                .put("UnreservedConcurrentExecutions", 1000);
        answer.putObject("AccountUsage")
                .put(
                        "TotalCodeSize",
                        all.stream().mapToLong(each -> each.code().size()).sum())
                .put("FunctionCount", all.size());
        return WireResponse.json(200, answer);
    }

    WireResponse codeSigning(Call call) {
        FunctionDefinition definition = calls.found(call, "lambda:GetFunctionCodeSigningConfig");
        return WireResponse.json(
                200,
                Json.MAPPER
                        .createObjectNode()
                        .put("CodeSigningConfigArn", "")
                        .put("FunctionName", definition.key().name()));
    }

    WireResponse concurrency(Call call) {
        calls.found(call, "lambda:GetFunctionConcurrency");
        return WireResponse.json(200, Json.MAPPER.createObjectNode());
    }

    WireResponse provisionedConcurrency(Call call) {
        calls.found(call, "lambda:ListProvisionedConcurrencyConfigs");
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.putArray("ProvisionedConcurrencyConfigs");
        return WireResponse.json(200, answer);
    }
}
