package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lambda's operations on tags: of functions alone, named by their ARN. Immutable. */
final class TagOperations {

    private final LambdaCalls calls;

    TagOperations(LambdaCalls calls) {
        this.calls = calls;
    }

    WireResponse list(Call call) {
        FunctionKey key = function(call, "lambda:ListTags");
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ObjectNode tags = answer.putObject("Tags");
        calls.changes().existing(key, Optional.empty()).tags().forEach(tags::put);
        return WireResponse.json(200, answer);
    }

    WireResponse tag(Call call) throws Exception {
        FunctionKey key = function(call, "lambda:TagResource");
        Input input = call.input();
        Map<String, String> tags = input.stringMap("Tags");
        input.refuseUnread();
        calls.changes().tag(key, tags, List.of());
        return WireResponse.empty(204);
    }

    WireResponse untag(Call call) {
        FunctionKey key = function(call, "lambda:UntagResource");
        calls.changes().tag(key, Map.of(), call.request().query().getOrDefault("tagKeys", List.of()));
        return WireResponse.empty(204);
    }

    private FunctionKey function(Call call, String action) {
        FunctionName name =
                FunctionName.parse(call.path("Resource"), call.request().region());
        calls.authorize(call.request(), action, name.key());
        if (name.qualifier().isPresent()) {
            throw LambdaError.invalid("Tags on function aliases and versions are not supported. Please specify either a"
                    + " function ARN, or a code signing config ARN.");
        }
        return calls.changes().existing(name.key(), Optional.empty()).key();
    }
}
