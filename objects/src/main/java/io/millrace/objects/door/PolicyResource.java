package io.millrace.objects.door;

import io.millrace.access.policy.MalformedPolicy;
import io.millrace.access.policy.Policy;
import io.millrace.base.Json;
import io.millrace.objects.store.StoreFault;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A bucket's policy. Shared between threads. */
final class PolicyResource {

    private static final int LIMIT = 20 * 1024;
    private static final String ARN = "arn:aws:s3:::";

    private final ObjectsDoor door;

    PolicyResource(ObjectsDoor door) {
        this.door = door;
    }

    WireResponse get(S3Call call) throws IOException {
        prepare(call, "s3:GetBucketPolicy");
        String text = door.policies()
                .text(call.bucket())
                .orElseThrow(() -> new WireException(
                        S3Error.NO_SUCH_BUCKET_POLICY,
                        "The bucket policy does not exist",
                        Map.of("BucketName", call.bucket())));
        return WireResponse.of(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    WireResponse put(S3Call call) throws IOException {
        String text = new String(call.document(LIMIT), StandardCharsets.UTF_8);
        // AWS asks for it where a policy would shut its own author out; here the root can always undo that.
        call.header("x-amz-confirm-remove-self-bucket-access");
        prepare(call, "s3:PutBucketPolicy");
        check(text, call.bucket());
        door.policies().put(call.bucket(), Optional.of(text));
        return WireResponse.empty(204);
    }

    WireResponse delete(S3Call call) throws IOException {
        prepare(call, "s3:DeleteBucketPolicy");
        door.policies().put(call.bucket(), Optional.empty());
        return WireResponse.empty(204);
    }

    private void prepare(S3Call call, String action) throws IOException {
        call.query("policy");
        call.refuseUnread();
        // No policy can keep the account's root from replacing it.
        if (!call.caller().isRoot()) {
            door.authorize(call.caller(), action, call.bucket(), "");
        }
        if (door.store().bucket(call.bucket()).isEmpty()) {
            throw new StoreFault.NoSuchBucket(call.bucket());
        }
    }

    private static void check(String text, String bucket) {
        try {
            Policy.parse(text);
        } catch (MalformedPolicy malformed) {
            throw S3Error.MALFORMED_POLICY.with(malformed.text());
        }
        for (JsonNode statement : many(Json.MAPPER.readTree(text).get("Statement"))) {
            for (String name : List.of("Action", "NotAction")) {
                many(statement.get(name)).forEach(PolicyResource::checkAction);
            }
            for (String name : List.of("Resource", "NotResource")) {
                many(statement.get(name)).forEach(resource -> checkResource(resource.asString(), bucket));
            }
        }
    }

    private static void checkAction(JsonNode action) {
        String text = action.asString();
        if (!text.equals("*") && !text.toLowerCase(Locale.ROOT).startsWith("s3:")) {
            throw S3Error.MALFORMED_POLICY.with("Policy has invalid action: " + text + "; write an s3: action.");
        }
    }

    private static void checkResource(String resource, String bucket) {
        String named = resource.startsWith(ARN) ? resource.substring(ARN.length()) : "";
        int slash = named.indexOf('/');
        String pattern = slash < 0 ? named : named.substring(0, slash);
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        if (named.isEmpty() || !Pattern.matches(regex, bucket)) {
            throw S3Error.MALFORMED_POLICY.with("Policy has invalid resource: " + resource + "; write " + ARN + bucket
                    + " or " + ARN + bucket + "/*.");
        }
    }

    private static Iterable<JsonNode> many(@Nullable JsonNode node) {
        if (node == null) {
            return List.of();
        }
        return node.isArray() ? node : List.of(node);
    }
}
