package io.millrace.functions;

import io.millrace.access.policy.MalformedPolicy;
import io.millrace.base.Json;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.LambdaError;
import io.millrace.functions.definition.ResourcePolicy;
import io.millrace.functions.definition.ResourcePolicy.Statement;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Lambda's operations on the resource policies of functions, versions and aliases. Immutable. */
final class PermissionOperations {

    private static final Pattern STATEMENT = Pattern.compile("([a-zA-Z0-9-_]{1,100})");
    private static final Pattern ACTION = Pattern.compile("(lambda:[*]|lambda:[a-zA-Z]+|[*])");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final LambdaCalls calls;

    PermissionOperations(LambdaCalls calls) {
        this.calls = calls;
    }

    WireResponse add(Call call) throws Exception {
        FunctionName name = named(call, "lambda:AddPermission");
        Input input = call.input();
        String sid = matching(input, "StatementId", STATEMENT);
        ObjectNode statement = statement(name, sid, input);
        Optional<String> revision = input.string("RevisionId");
        input.refuseUnread();
        calls.changes().locked(() -> {
            calls.directory().existing(name);
            ResourcePolicy old = calls.directory().policies().find(name);
            FunctionChanges.checkRevision(revision, old.revisionId());
            if (old.statement(sid).isPresent()) {
                throw LambdaError.RESOURCE_CONFLICT.with("The statement id (" + sid
                        + ") provided already exists. Please provide a new statement id, or remove the existing"
                        + " statement.");
            }
            return kept(name, old.with(new Statement(sid, statement.toString()), FunctionChanges.revision()));
        });
        return WireResponse.json(201, Json.MAPPER.createObjectNode().put("Statement", statement.toString()));
    }

    WireResponse get(Call call) {
        FunctionName name = named(call, "lambda:GetPolicy");
        ResourcePolicy policy = calls.directory().policies().find(name);
        if (policy.statements().isEmpty()) {
            throw LambdaError.RESOURCE_NOT_FOUND.with("The resource you requested does not exist.");
        }
        return WireResponse.json(
                200,
                Json.MAPPER.createObjectNode().put("Policy", policy.document()).put("RevisionId", policy.revisionId()));
    }

    WireResponse remove(Call call) {
        FunctionName name = named(call, "lambda:RemovePermission");
        String sid = call.path("StatementId");
        calls.changes().locked(() -> {
            ResourcePolicy old = calls.directory().policies().find(name);
            if (old.statement(sid).isEmpty()) {
                throw LambdaError.RESOURCE_NOT_FOUND.with("Statement " + sid + " is not found in resource policy.");
            }
            FunctionChanges.checkRevision(call.query("RevisionId"), old.revisionId());
            return kept(name, old.without(sid, FunctionChanges.revision()));
        });
        return WireResponse.empty(204);
    }

    private FunctionName named(Call call, String action) {
        FunctionName name = calls.named(call, action);
        if (name.qualifier().filter(FunctionName.LATEST::equals).isPresent()) {
            throw LambdaError.invalid("We currently do not support adding policies for $LATEST.");
        }
        calls.directory().existing(name);
        return name;
    }

    private ResourcePolicy kept(FunctionName name, ResourcePolicy policy) {
        try {
            calls.directory().policies().put(name, policy);
            return policy;
        } catch (MalformedPolicy refused) {
            throw LambdaError.invalid(String.valueOf(refused.getMessage()));
        }
    }

    private ObjectNode statement(FunctionName name, String sid, Input input) {
        ObjectNode statement = Json.MAPPER.createObjectNode().put("Sid", sid).put("Effect", "Allow");
        addPrincipal(statement, input.requiredString("Principal"));
        statement.put("Action", matching(input, "Action", ACTION));
        statement.put("Resource", name.arn(calls.account()).toString());
        Optional<String> account = input.string("SourceAccount");
        Optional<String> source = input.string("SourceArn");
        if (account.isPresent() || source.isPresent()) {
            ObjectNode condition = statement.putObject("Condition");
            account.ifPresent(value -> condition.putObject("StringEquals").put("AWS:SourceAccount", value));
            source.ifPresent(value -> condition.putObject("ArnLike").put("AWS:SourceArn", value));
        }
        return statement;
    }

    private static void addPrincipal(ObjectNode statement, String principal) {
        if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else if (ACCOUNT.matcher(principal).matches()) {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        } else if (principal.startsWith("arn:")) {
            statement.putObject("Principal").put("AWS", principal);
        } else if (principal.endsWith(".amazonaws.com")) {
            statement.putObject("Principal").put("Service", principal);
        } else {
            throw LambdaError.invalid("The provided principal was invalid. Please check the principal and try again.");
        }
    }

    private static String matching(Input input, String member, Pattern pattern) {
        String value = input.requiredString(member);
        if (!pattern.matcher(value).matches()) {
            throw input.broken(member, value, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
        return value;
    }
}
