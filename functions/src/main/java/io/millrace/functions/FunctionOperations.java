package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.FunctionChanges.NewCode;
import io.millrace.functions.FunctionChanges.NewFunction;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.functions.definition.FunctionDefinition.Settings;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lambda's operations on functions. Immutable. */
final class FunctionOperations {

    private final LambdaCalls calls;
    private final CodeLinks links;

    FunctionOperations(LambdaCalls calls, CodeLinks links) {
        this.calls = calls;
        this.links = links;
    }

    WireResponse create(Call call) throws Exception {
        Input input = call.input();
        WireRequest request = call.request();
        FunctionKey key = FunctionName.parse(input.requiredString("FunctionName"), request.region())
                .unqualified();
        calls.authorize(request, "lambda:CreateFunction", key);
        Settings settings = new FunctionInput(input).created();
        byte[] zip = FunctionInput.zip(input.requiredObject("Code"));
        Map<String, String> tags = input.stringMap("Tags");
        boolean publish = input.bool("Publish").orElse(false);
        input.refuseUnread();
        NewFunction wanted = new NewFunction(key, settings, zip, tags, publish);
        return WireResponse.json(201, calls.configuration(calls.changes().create(request.caller(), wanted)));
    }

    WireResponse list(Call call) {
        WireRequest request = call.request();
        calls.authorizeAll(request, "lambda:ListFunctions");
        boolean versions = allVersions(call);
        List<FunctionDefinition> all = new ArrayList<>();
        for (FunctionDefinition function : calls.directory().functions().list(request.region())) {
            all.add(function);
            if (versions) {
                all.addAll(calls.directory().functions().versions(function.key()));
            }
        }
        ObjectNode answer = Json.MAPPER.createObjectNode();
        Page.of(call)
                .fill(
                        answer,
                        "Functions",
                        all,
                        definition -> definition.key().name() + ":" + definition.version(),
                        definition -> versions
                                ? VersionOperations.qualified(calls, definition)
                                : calls.configuration(definition));
        return WireResponse.json(200, answer);
    }

    private static boolean allVersions(Call call) {
        Optional<String> wanted = call.query("FunctionVersion");
        if (wanted.isPresent() && !wanted.get().equals("ALL")) {
            throw LambdaError.invalid("FunctionVersion can only be ALL; leave it out for the functions alone.");
        }
        if (call.query("MasterRegion").isPresent()) {
            throw LambdaError.invalid("The parameter MasterRegion is not supported here. Leave it out.");
        }
        return wanted.isPresent();
    }

    WireResponse get(Call call) {
        FunctionName name = calls.named(call, "lambda:GetFunction");
        FunctionDefinition definition = calls.directory().existing(name);
        Map<String, String> tags =
                calls.changes().existing(name.key(), Optional.empty()).tags();
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.set("Configuration", calls.configuration(name));
        document.putObject("Code").put("RepositoryType", "S3").put("Location", links.link(definition));
        if (!tags.isEmpty()) {
            ObjectNode shown = document.putObject("Tags");
            tags.forEach(shown::put);
        }
        return WireResponse.json(200, document);
    }

    WireResponse configuration(Call call) {
        return WireResponse.json(200, calls.configuration(calls.named(call, "lambda:GetFunctionConfiguration")));
    }

    WireResponse delete(Call call) {
        FunctionName name = calls.named(call, "lambda:DeleteFunction");
        if (name.qualifier().isEmpty()) {
            calls.changes().delete(name.key());
            return WireResponse.empty(204);
        }
        String qualifier = name.qualifier().get();
        if (qualifier.equals(FunctionName.LATEST)) {
            throw LambdaError.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        if (calls.directory().aliases().find(name.key(), qualifier).isPresent()) {
            throw LambdaError.invalid("'" + qualifier + "' is an alias: delete it with DeleteAlias.");
        }
        calls.changes().deleteVersion(calls.directory().existing(name));
        return WireResponse.empty(204);
    }

    WireResponse configure(Call call) throws Exception {
        FunctionKey key = calls.function(call, "lambda:UpdateFunctionConfiguration");
        Input input = call.input();
        FunctionInput function = new FunctionInput(input);
        Optional<String> revision = input.string("RevisionId");
        function.updated(calls.changes().existing(key, revision).settings());
        input.refuseUnread();
        FunctionDefinition changed = calls.changes().configure(call.request().caller(), key, function, revision);
        return WireResponse.json(200, calls.configuration(changed));
    }

    WireResponse replaceCode(Call call) throws Exception {
        FunctionKey key = calls.function(call, "lambda:UpdateFunctionCode");
        Input input = call.input();
        byte[] zip = FunctionInput.zip(input);
        Optional<String> architecture = input.has("Architectures")
                ? Optional.of(new FunctionInput(input).architecture("x86_64"))
                : Optional.empty();
        boolean publish = input.bool("Publish").orElse(false);
        boolean dryRun = input.bool("DryRun").orElse(false);
        Optional<String> revision = input.string("RevisionId");
        input.refuseUnread();
        NewCode change = new NewCode(zip, architecture, revision, publish);
        return WireResponse.json(200, calls.configuration(calls.changes().replaceCode(key, change, dryRun)));
    }
}
