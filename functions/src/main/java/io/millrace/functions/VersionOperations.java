package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lambda's operations on versions. Immutable. */
final class VersionOperations {

    private final LambdaCalls calls;

    VersionOperations(LambdaCalls calls) {
        this.calls = calls;
    }

    WireResponse publish(Call call) throws Exception {
        FunctionKey key = calls.function(call, "lambda:PublishVersion");
        Input input = call.input();
        Publication wanted = new Publication(
                input.string("CodeSha256").filter(text -> !text.isEmpty()),
                FunctionInput.description(input).filter(text -> !text.isEmpty()),
                input.string("RevisionId"));
        input.refuseUnread();
        return WireResponse.json(201, calls.configuration(calls.changes().publish(key, wanted)));
    }

    WireResponse list(Call call) {
        FunctionKey key = calls.function(call, "lambda:ListVersionsByFunction");
        List<FunctionDefinition> all = new ArrayList<>();
        all.add(calls.changes().existing(key, Optional.empty()));
        all.addAll(calls.directory().functions().versions(key));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        Page.of(call).fill(answer, "Versions", all, FunctionDefinition::version, version -> qualified(calls, version));
        return WireResponse.json(200, answer);
    }

    /** With the version in the ARN, also where it is the latest. */
    static ObjectNode qualified(LambdaCalls calls, FunctionDefinition version) {
        return calls.configuration(version)
                .put(
                        "FunctionArn",
                        version.key().arn(calls.account(), version.version()).toString());
    }
}
