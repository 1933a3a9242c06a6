package io.millrace.insight.api;

import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.insight.data.Authority;
import io.millrace.insight.state.InsightStore;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.RestJsonService.Operation;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What all operations share: the account, the decision, finding a resource, QuickSight's way of failing. Immutable. */
record Desk(String account, InsightStore resources, Authority authority, Clock clock) {

    /** What an operation answers with, before the members that every answer has. */
    record Answer(int status, ObjectNode body) {

        static Answer ok(ObjectNode body) {
            return new Answer(200, body);
        }
    }

    /** An operation without the things that all have in common. */
    @FunctionalInterface
    interface Work {
        Answer run(Call call) throws Exception;
    }

    /** Checks the account, runs, and gives success and failure QuickSight's shapes. */
    Operation operation(Work work) {
        return call -> {
            try {
                checkAccount(call);
                Answer answer = work.run(call);
                answer.body().put("RequestId", call.request().requestId()).put("Status", answer.status());
                return WireResponse.json(answer.status(), answer.body());
            } catch (AccessDenied denied) {
                throw new WireException(QuickSightError.ACCESS_DENIED, denied.text());
            } catch (WireException failure) {
                throw inQuickSightsWords(failure);
            }
        };
    }

    private void checkAccount(Call call) {
        String asked = call.pathParameters().getOrDefault("AwsAccountId", account);
        if (!asked.equals(account)) {
            throw new WireException(
                    QuickSightError.ACCESS_DENIED,
                    "This is account " + account + ", not " + asked + ". Use " + account + " as AwsAccountId.");
        }
    }

    private static WireException inQuickSightsWords(WireException failure) {
        boolean parameter = failure.code() == CommonError.VALIDATION || failure.code() == CommonError.SERIALIZATION;
        return parameter ? invalid(failure.text()) : failure;
    }

    static WireException invalid(String message) {
        return new WireException(QuickSightError.INVALID_PARAMETER_VALUE, message);
    }

    /** The key of the resource that the call's path or body names. */
    ResourceKey key(Call call, Kind kind, String id) {
        if (id.isEmpty() || id.length() > 512 || !id.matches("[\\w.:-]+")) {
            throw invalid("The id '" + id + "' may hold letters, digits, '_' and '-', at most 512 of them.");
        }
        return new ResourceKey(call.request().region(), kind, id);
    }

    void authorize(Call call, String action, ResourceKey key) {
        authority.authorize(call.request().caller(), "quicksight:" + action, key.arn(account));
    }

    /** Decides before it looks, so that a denial says nothing of what there is. */
    Resource require(Call call, String action, ResourceKey key) {
        authorize(call, action, key);
        return resources.find(key, now()).orElseThrow(() -> notFound(key));
    }

    WireException notFound(ResourceKey key) {
        String message = "There is no " + words(key.kind()) + " '" + key.id() + "' in " + key.region() + ".";
        return new WireException(QuickSightError.RESOURCE_NOT_FOUND, message, resourceType(key.kind()));
    }

    void create(Resource resource) {
        if (!resources.create(resource)) {
            ResourceKey key = resource.key();
            throw new WireException(
                    QuickSightError.RESOURCE_EXISTS,
                    "There is a " + words(key.kind()) + " '" + key.id() + "' in " + key.region()
                            + " already. Choose another id, or delete it first.",
                    resourceType(key.kind()));
        }
    }

    private static Map<String, String> resourceType(Kind kind) {
        return switch (kind) {
            case DATA_SOURCE, DATA_SET -> Map.of("ResourceType", kind.name());
            case ANALYSIS, DASHBOARD -> Map.of();
        };
    }

    private static String words(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    Instant now() {
        return clock.instant();
    }

    static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    /** Epoch seconds with a fraction, as REST-JSON has times. */
    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    /** The name that every resource has. */
    static String name(Input input, int longest) {
        String name = input.requiredString("Name");
        if (name.isBlank() || name.length() > longest) {
            throw input.broken("Name", name, "Member must have length between 1 and " + longest);
        }
        return name;
    }

    /** Permissions and tags are kept and given back; who may do what is decided by IAM policies alone. */
    static void keepPermissionsAndTags(Input input, ObjectNode document) {
        ArrayNode permissions = Json.MAPPER.createArrayNode();
        for (Input permission : input.objects("Permissions")) {
            ObjectNode kept = permissions.addObject().put("Principal", permission.requiredString("Principal"));
            ArrayNode actions = kept.putArray("Actions");
            permission.strings("Actions").forEach(actions::add);
        }
        document.set("permissions", permissions);
        document.set("tags", Tags.read(input));
    }

    /** One page of a list: at most {@code max-results} from where {@code next-token} says, in a callers' answer. */
    Answer page(Call call, Kind kind, String member, Entry entry) {
        int size = pageSize(call);
        String after = call.query("next-token").orElse("");
        List<Resource> found = resources.list(call.request().region(), kind, after, size + 1, now());
        ObjectNode body = object();
        ArrayNode list = body.putArray(member);
        found.stream().limit(size).forEach(resource -> list.add(entry.of(resource)));
        if (found.size() > size) {
            body.put("NextToken", found.get(size - 1).key().id());
        }
        return Answer.ok(body);
    }

    /** How a list shows one resource. */
    @FunctionalInterface
    interface Entry {
        ObjectNode of(Resource resource);
    }

    /** A list's page of things that are not resources. */
    <T> List<T> slice(Call call, List<T> all, ObjectNode body) {
        int size = pageSize(call);
        int from = Math.min(token(call), all.size());
        int to = Math.min(from + size, all.size());
        if (to < all.size()) {
            body.put("NextToken", Integer.toString(to));
        }
        return new ArrayList<>(all.subList(from, to));
    }

    private static int token(Call call) {
        String token = call.query("next-token").orElse("0");
        if (!token.matches("[0-9]{1,9}")) {
            throw new WireException(
                    QuickSightError.INVALID_NEXT_TOKEN, "The next token '" + token + "' is none of this list's.");
        }
        return Integer.parseInt(token);
    }

    private static int pageSize(Call call) {
        Optional<String> asked = call.query("max-results");
        if (asked.isEmpty()) {
            return 100;
        }
        if (!asked.get().matches("[0-9]{1,3}")
                || Integer.parseInt(asked.get()) < 1
                || Integer.parseInt(asked.get()) > 100) {
            throw invalid("max-results is '" + asked.get() + "'. It must lie between 1 and 100.");
        }
        return Integer.parseInt(asked.get());
    }
}
