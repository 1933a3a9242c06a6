package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.HostObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $context}. Used by one thread. */
final class ContextObject implements HostObject {

    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    private final RequestContext context;

    ContextObject(RequestContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object property(String name) {
        return switch (name) {
            case "accountId" -> context.accountId();
            case "apiId", "domainPrefix" -> context.apiId();
            case "stage" -> context.stage();
            case "httpMethod" -> context.httpMethod();
            case "resourceId" -> context.resourceId();
            case "resourcePath" -> context.resourcePath();
            case "path" -> context.path();
            case "protocol" -> "HTTP/1.1";
            case "requestId", "extendedRequestId" -> context.requestId();
            case "requestTime" -> REQUEST_TIME.format(context.requestTime().atOffset(ZoneOffset.UTC));
            case "requestTimeEpoch" -> epochMillis(context.requestTime());
            case "identity" -> new MapObject(identity());
            case "responseOverride" -> context.override();
            default -> null;
        };
    }

    private Map<String, Object> identity() {
        return Map.of("sourceIp", context.sourceIp(), "userAgent", context.userAgent());
    }

    private static Long epochMillis(Instant time) {
        return time.toEpochMilli();
    }

    @Override
    public @Nullable Object call(String name, @Nullable Object[] arguments, Budget budget) {
        boolean get = name.equals("get") && arguments.length == 1;
        return get && arguments[0] instanceof String key ? property(key) : null;
    }

    @Override
    public String text() {
        return "{}";
    }
}
