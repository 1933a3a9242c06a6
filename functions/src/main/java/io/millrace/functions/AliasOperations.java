package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.definition.Alias;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Lambda's operations on aliases. Immutable. */
final class AliasOperations {

    private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]{1,128})");
    private static final Pattern VERSION = Pattern.compile("(\\$LATEST|[0-9]{1,18})");

    private final LambdaCalls calls;

    AliasOperations(LambdaCalls calls) {
        this.calls = calls;
    }

    WireResponse create(Call call) throws Exception {
        FunctionKey key = calls.function(call, "lambda:CreateAlias");
        Input input = call.input();
        String name = input.requiredString("Name");
        if (!NAME.matcher(name).matches()) {
            throw input.broken("Name", name, "Member must satisfy regular expression pattern: " + NAME.pattern());
        }
        String version = version(input, input.requiredString("FunctionVersion"));
        String description = FunctionInput.description(input).orElse("");
        refuseRouting(input);
        input.refuseUnread();
        Alias created = calls.changes().locked(() -> {
            Alias alias = new Alias(key, name, version, description, FunctionChanges.revision());
            if (calls.directory().aliases().find(key, name).isPresent()) {
                throw LambdaError.RESOURCE_CONFLICT.with("Alias already exists: " + alias.arn(calls.account()));
            }
            return kept(alias);
        });
        return WireResponse.json(201, shown(created));
    }

    WireResponse get(Call call) {
        return WireResponse.json(200, shown(found(calls.function(call, "lambda:GetAlias"), call)));
    }

    WireResponse list(Call call) {
        FunctionKey key = calls.function(call, "lambda:ListAliases");
        Optional<String> version = call.query("FunctionVersion");
        List<Alias> all = calls.directory().aliases().list(key).stream()
                .filter(alias -> version.isEmpty() || version.get().equals(alias.version()))
                .toList();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        Page.of(call).fill(answer, "Aliases", all, Alias::name, this::shown);
        return WireResponse.json(200, answer);
    }

    WireResponse update(Call call) throws Exception {
        FunctionKey key = calls.function(call, "lambda:UpdateAlias");
        Input input = call.input();
        Optional<String> version = input.string("FunctionVersion").map(text -> version(input, text));
        Optional<String> description = FunctionInput.description(input);
        Optional<String> revision = input.string("RevisionId");
        refuseRouting(input);
        input.refuseUnread();
        Alias changed = calls.changes().locked(() -> {
            Alias old = found(key, call);
            FunctionChanges.checkRevision(revision, old.revisionId());
            return kept(new Alias(
                    key,
                    old.name(),
                    version.orElse(old.version()),
                    description.orElse(old.description()),
                    FunctionChanges.revision()));
        });
        return WireResponse.json(200, shown(changed));
    }

    /** An alias that is gone already is no error, as at AWS. */
    WireResponse delete(Call call) {
        FunctionKey key = calls.function(call, "lambda:DeleteAlias");
        calls.changes().locked(() -> {
            calls.directory().aliases().find(key, call.path("Name")).ifPresent(calls.directory()::removeAlias);
            return key;
        });
        return WireResponse.empty(204);
    }

    private Alias kept(Alias alias) {
        if (calls.directory().functions().find(alias.key(), alias.version()).isEmpty()) {
            throw calls.directory().notFound(new FunctionName(alias.key(), Optional.of(alias.version())));
        }
        calls.directory().aliases().put(alias);
        return alias;
    }

    private Alias found(FunctionKey key, Call call) {
        String name = call.path("Name");
        return calls.directory()
                .aliases()
                .find(key, name)
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.with(
                        "Cannot find alias arn: " + key.arn(calls.account(), name)));
    }

    private static String version(Input input, String version) {
        if (!VERSION.matcher(version).matches()) {
            throw input.broken(
                    "FunctionVersion", version, "Member must satisfy regular expression pattern: " + VERSION.pattern());
        }
        return version;
    }

    private static void refuseRouting(Input input) {
        input.object("RoutingConfig").ifPresent(routing -> {
            if (!routing.stringMap("AdditionalVersionWeights").isEmpty()) {
                throw LambdaError.invalid(
                        "RoutingConfig is not supported here: an alias stands for one version." + " Leave it out.");
            }
        });
    }

    private ObjectNode shown(Alias alias) {
        return Json.MAPPER
                .createObjectNode()
                .put("AliasArn", alias.arn(calls.account()).toString())
                .put("Name", alias.name())
                .put("FunctionVersion", alias.version())
                .put("Description", alias.description())
                .put("RevisionId", alias.revisionId());
    }
}
