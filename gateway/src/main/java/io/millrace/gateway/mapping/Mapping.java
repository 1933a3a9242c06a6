package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.HostObject;
import io.millrace.gateway.template.MappingTemplate;
import io.millrace.gateway.template.TemplateFailure;
import io.millrace.gateway.template.TemplateRefused;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Mapping templates as API Gateway has them. Shared between threads. Compiled templates are kept by their text, so that
 * a test call and a deployment share one.
 */
public final class Mapping {

    private static final List<String> HOSTS = List.of("input", "util", "context", "stageVariables");
    private static final int MAX_KEPT = 500;
    private static final int MAX_KEPT_LENGTH = 16 * 1024;

    private final ConcurrentHashMap<String, MappingTemplate> kept = new ConcurrentHashMap<>();

    /**
     * One payload to be mapped.
     *
     * @param body decoded; may be empty
     */
    public record Payload(
            String body, Parameters parameters, RequestContext context, Map<String, String> stageVariables) {}

    /** The compiled template, or throws {@link TemplateRefused}. */
    public MappingTemplate template(String source) {
        MappingTemplate known = kept.get(source);
        if (known != null) {
            return known;
        }
        if (source.contains("$context.requestOverride") || source.contains("${context.requestOverride")) {
            throw new TemplateRefused("$context.requestOverride is not supported here. Use requestParameters.");
        }
        MappingTemplate compiled = MappingTemplate.compile(source, HOSTS);
        if (source.length() <= MAX_KEPT_LENGTH) {
            if (kept.size() >= MAX_KEPT) {
                kept.clear();
            }
            kept.put(source, compiled);
        }
        return compiled;
    }

    /** The rendered text, or throws {@link io.millrace.gateway.template.TemplateFailure}. */
    public static String render(MappingTemplate template, Payload payload, Budget budget) {
        List<HostObject> hosts = List.of(
                new InputObject(payload.body(), payload.parameters()),
                UtilObject.INSTANCE,
                new ContextObject(payload.context()),
                new MapObject(payload.stageVariables()));
        return template.render(hosts, budget);
    }

    /** What a mapped request to a MOCK integration answers with; empty where it does not say. */
    public static OptionalInt statusCode(String body) {
        try {
            Object status = JsonText.parse(body, Budget.full(Long.MAX_VALUE)) instanceof Map<?, ?> map
                    ? map.get("statusCode")
                    : null;
            return status instanceof Integer code && code >= 100 && code <= 599
                    ? OptionalInt.of(code)
                    : OptionalInt.empty();
        } catch (TemplateFailure noJson) {
            return OptionalInt.empty();
        }
    }
}
