package io.millrace.functions;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.functions.definition.FunctionDirectory;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireRequest;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the operations share: who may, and which function is meant. Immutable. */
record LambdaCalls(Access access, FunctionDirectory directory, FunctionChanges changes) {

    String account() {
        return directory.account();
    }

    /** The function that the path and the qualifier name, once the caller may. */
    FunctionName named(Call call, String action) {
        FunctionName name = FunctionName.parse(
                        call.path("FunctionName"), call.request().region())
                .qualified(call.query("Qualifier"));
        authorize(call.request(), action, name.key());
        return name;
    }

    /** The same, where it must be there. */
    FunctionDefinition found(Call call, String action) {
        return directory.existing(named(call, action));
    }

    /** The function as a whole. */
    FunctionKey function(Call call, String action) {
        FunctionKey key = named(call, action).unqualified();
        changes.existing(key, Optional.empty());
        return key;
    }

    void authorize(WireRequest request, String action, FunctionKey key) {
        access.authorize(request.caller(), action, key.arn(account()));
    }

    void authorizeAll(WireRequest request, String action) {
        access.authorize(request.caller(), action, Arn.of("lambda", request.region(), account(), "*"));
    }

    ObjectNode configuration(FunctionDefinition definition) {
        return FunctionDocument.configuration(definition, account());
    }

    /** As {@link #configuration(FunctionDefinition)}, with the ARN as the caller named it. */
    ObjectNode configuration(FunctionName name) {
        return configuration(directory.existing(name))
                .put("FunctionArn", name.arn(account()).toString());
    }
}
