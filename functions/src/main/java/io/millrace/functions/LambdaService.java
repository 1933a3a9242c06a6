package io.millrace.functions;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Json;
import io.millrace.functions.FunctionDefinition.Settings;
import io.millrace.functions.FunctionName.FunctionKey;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lambda's operations on functions. Immutable. */
final class LambdaService {

    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
    private static final String TAGS = "/2017-03-31/tags/{Resource}";
    private static final String NO_VERSIONS = "There are no versions and aliases yet, only $LATEST.";
    private static final String NO_POLICY =
            "Functions have no resource policies yet; grant by the caller's own policy.";

    private final FunctionChanges changes;
    private final Access access;
    private final FunctionsPlace place;
    private final CodeLinks links;

    LambdaService(FunctionChanges changes, Access access, FunctionsPlace place, CodeLinks links) {
        this.changes = changes;
        this.access = access;
        this.place = place;
        this.links = links;
    }

    WireService table(InvokeOperation invoke) {
        return RestJsonService.named("lambda")
                .operation(
                        "CreateFunction",
                        "ZipFile only. Python runtimes run on the machine's Python of that version, else on the nearest"
                                + " later one, and the function's log says so; any architecture is accepted.",
                        "POST",
                        FUNCTIONS,
                        this::create)
                .operation("ListFunctions", "GET", FUNCTIONS, this::list)
                .operation("GetFunction", "GET", FUNCTION, this::get)
                .operation("DeleteFunction", "DELETE", FUNCTION, this::delete)
                .operation("GetFunctionConfiguration", "GET", FUNCTION + "/configuration", this::configuration)
                .operation("UpdateFunctionConfiguration", "PUT", FUNCTION + "/configuration", this::configure)
                .operation("UpdateFunctionCode", "ZipFile only.", "PUT", FUNCTION + "/code", this::replaceCode)
                .operation(
                        "Invoke",
                        "RequestResponse and DryRun; Event is refused.",
                        "POST",
                        FUNCTION + "/invocations",
                        invoke::run)
                .operation("ListVersionsByFunction", NO_VERSIONS, "GET", FUNCTION + "/versions", this::versions)
                .operation("GetPolicy", NO_POLICY, "GET", FUNCTION + "/policy", this::policy)
                .operation(
                        "GetFunctionCodeSigningConfig",
                        "GET",
                        "/2020-06-30/functions/{FunctionName}/code-signing-config",
                        this::codeSigning)
                .operation(
                        "GetFunctionConcurrency",
                        "GET",
                        "/2019-09-30/functions/{FunctionName}/concurrency",
                        this::concurrency)
                .operation("ListTags", "GET", TAGS, this::tags)
                .operation("TagResource", "POST", TAGS, this::tag)
                .operation("UntagResource", "DELETE", TAGS, this::untag)
                .refused("PublishVersion", NO_VERSIONS, "POST", FUNCTION + "/versions")
                .refused("CreateAlias", NO_VERSIONS, "POST", FUNCTION + "/aliases")
                .refused("ListAliases", NO_VERSIONS, "GET", FUNCTION + "/aliases")
                .refused("AddPermission", NO_POLICY, "POST", FUNCTION + "/policy")
                .refused("RemovePermission", NO_POLICY, "DELETE", FUNCTION + "/policy/{StatementId}")
                .refused(
                        "PutFunctionConcurrency",
                        "The setting functions.workers bounds every function.",
                        "PUT",
                        "/2017-10-31/functions/{FunctionName}/concurrency")
                .refused(
                        "CreateEventSourceMapping",
                        "Functions are invoked by delivery streams and by Invoke.",
                        "POST",
                        "/2015-03-31/event-source-mappings")
                .build();
    }

    private WireResponse create(Call call) throws Exception {
        Input input = call.input();
        WireRequest request = call.request();
        FunctionKey key = FunctionName.parse(input.requiredString("FunctionName"), request.region())
                .latestOnly(place.account());
        authorize(request, "lambda:CreateFunction", key);
        FunctionInput function = new FunctionInput(input);
        Settings settings = function.created();
        byte[] zip = FunctionInput.zip(input.requiredObject("Code"));
        Map<String, String> tags = input.stringMap("Tags");
        function.refusePublish();
        input.refuseUnread();
        return json(201, configuration(changes.create(request.caller(), key, settings, zip, tags)));
    }

    private WireResponse list(Call call) throws Exception {
        WireRequest request = call.request();
        access.authorize(
                request.caller(), "lambda:ListFunctions", Arn.of("lambda", request.region(), place.account(), "*"));
        Page page = Page.of(call);
        List<FunctionDefinition> all = changes.list(request.region()).stream()
                .filter(definition -> definition.key().name().compareTo(page.after()) > 0)
                .toList();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode functions = answer.putArray("Functions");
        all.stream().limit(page.size()).forEach(definition -> functions.add(configuration(definition)));
        if (all.size() > page.size()) {
            answer.put("NextMarker", all.get(page.size() - 1).key().name());
        }
        return json(200, answer);
    }

    private WireResponse get(Call call) {
        FunctionDefinition definition = found(call, "lambda:GetFunction");
        return json(200, FunctionDocument.function(definition, place.account(), links.link(definition)));
    }

    private WireResponse configuration(Call call) {
        return json(200, configuration(found(call, "lambda:GetFunctionConfiguration")));
    }

    private WireResponse delete(Call call) {
        changes.delete(found(call, "lambda:DeleteFunction").key());
        return WireResponse.empty(204);
    }

    private WireResponse configure(Call call) throws Exception {
        FunctionKey key = found(call, "lambda:UpdateFunctionConfiguration").key();
        Input input = call.input();
        FunctionInput function = new FunctionInput(input);
        Optional<String> revision = input.string("RevisionId");
        function.updated(changes.existing(key, revision).settings());
        input.refuseUnread();
        return json(200, configuration(changes.configure(call.request().caller(), key, function, revision)));
    }

    private WireResponse replaceCode(Call call) throws Exception {
        FunctionKey key = found(call, "lambda:UpdateFunctionCode").key();
        Input input = call.input();
        FunctionInput function = new FunctionInput(input);
        byte[] zip = FunctionInput.zip(input);
        function.refusePublish();
        function.architecture("x86_64");
        boolean dryRun = input.bool("DryRun").orElse(false);
        Optional<String> revision = input.string("RevisionId");
        input.refuseUnread();
        return json(200, configuration(changes.replaceCode(key, zip, revision, dryRun)));
    }

    private WireResponse versions(Call call) {
        FunctionDefinition definition = found(call, "lambda:ListVersionsByFunction");
        ObjectNode latest = configuration(definition);
        latest.put("FunctionArn", definition.key().arn(place.account()) + ":" + FunctionName.LATEST);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.putArray("Versions").add(latest);
        return json(200, answer);
    }

    private WireResponse policy(Call call) {
        found(call, "lambda:GetPolicy");
        throw LambdaError.RESOURCE_NOT_FOUND.with("The resource you requested does not exist.");
    }

    private WireResponse codeSigning(Call call) {
        FunctionDefinition definition = found(call, "lambda:GetFunctionCodeSigningConfig");
        return json(
                200,
                Json.MAPPER
                        .createObjectNode()
                        .put("CodeSigningConfigArn", "")
                        .put("FunctionName", definition.key().name()));
    }

    private WireResponse concurrency(Call call) {
        found(call, "lambda:GetFunctionConcurrency");
        return json(200, Json.MAPPER.createObjectNode());
    }

    private WireResponse tags(Call call) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ObjectNode tags = answer.putObject("Tags");
        tagged(call, "lambda:ListTags").tags().forEach(tags::put);
        return json(200, answer);
    }

    private WireResponse tag(Call call) throws Exception {
        FunctionKey key = tagged(call, "lambda:TagResource").key();
        Input input = call.input();
        Map<String, String> tags = input.stringMap("Tags");
        input.refuseUnread();
        changes.tag(key, tags, List.of());
        return WireResponse.empty(204);
    }

    private WireResponse untag(Call call) {
        FunctionKey key = tagged(call, "lambda:UntagResource").key();
        changes.tag(key, Map.of(), call.request().query().getOrDefault("tagKeys", List.of()));
        return WireResponse.empty(204);
    }

    private FunctionDefinition found(Call call, String action) {
        return found(call, action, call.path("FunctionName"));
    }

    private FunctionDefinition tagged(Call call, String action) {
        return found(call, action, call.path("Resource"));
    }

    private FunctionDefinition found(Call call, String action, String named) {
        FunctionName name = FunctionName.parse(named, call.request().region()).qualified(call.query("Qualifier"));
        authorize(call.request(), action, name.key());
        return changes.existing(name.latestOnly(place.account()), Optional.empty());
    }

    private void authorize(WireRequest request, String action, FunctionKey key) {
        access.authorize(request.caller(), action, key.arn(place.account()));
    }

    private ObjectNode configuration(FunctionDefinition definition) {
        return FunctionDocument.configuration(definition, place.account());
    }

    private static WireResponse json(int status, ObjectNode document) {
        return WireResponse.json(status, document);
    }

    /** A page of a list. */
    private record Page(String after, int size) {

        static Page of(Call call) {
            String size = call.query("MaxItems").orElse("50");
            try {
                int number = Integer.parseInt(size);
                if (number >= 1 && number <= 10_000) {
                    return new Page(call.query("Marker").orElse(""), Math.min(number, 50));
                }
            } catch (NumberFormatException bad) {
                throw FunctionInput.invalid("MaxItems must be a whole number, not '" + size + "'.");
            }
            throw FunctionInput.invalid("MaxItems must be between 1 and 10000.");
        }
    }
}
