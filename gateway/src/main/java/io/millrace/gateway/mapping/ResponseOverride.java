package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.HostObject;
import io.millrace.gateway.template.TemplateFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $context.responseOverride}: what a template says of the answer's status and headers. Used by one thread. */
public final class ResponseOverride implements HostObject {

    private int status;
    private @Nullable Map<String, Object> headers;

    /** 0 where the template left it alone. */
    public int status() {
        return status;
    }

    public Map<String, Object> headers() {
        return headers == null ? Map.of() : headers;
    }

    @Override
    public @Nullable Object property(String name) {
        return switch (name) {
            case "status" -> status == 0 ? null : status;
            case "header" -> {
                if (headers == null) {
                    headers = new LinkedHashMap<>();
                }
                yield headers;
            }
            default -> null;
        };
    }

    @Override
    public @Nullable Object call(String name, @Nullable Object[] arguments, Budget budget) {
        return null;
    }

    @Override
    public boolean set(String name, @Nullable Object value) {
        if (!name.equals("status")) {
            return false;
        }
        try {
            status = value instanceof Number number ? number.intValue() : Integer.parseInt(String.valueOf(value));
        } catch (NumberFormatException wrong) {
            status = -1;
        }
        if (status < 100 || status > 599) {
            throw new TemplateFailure(
                    TemplateFailure.Kind.TEMPLATE, "$context.responseOverride.status must be 100 to 599.");
        }
        return true;
    }

    @Override
    public String text() {
        return "{}";
    }
}
