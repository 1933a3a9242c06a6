package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.HostObject;
import io.millrace.gateway.template.TemplateFailure;
import org.jspecify.annotations.Nullable;

/** {@code $input}: the payload and the parameters of one request. Used by one thread. */
final class InputObject implements HostObject {

    private static final Object UNREAD = new Object();

    private final String body;
    private final Parameters parameters;
    private @Nullable Object document = UNREAD;

    /** An empty payload is an empty object, as at AWS. */
    InputObject(String body, Parameters parameters) {
        this.body = body.isEmpty() ? "{}" : body;
        this.parameters = parameters;
    }

    @Override
    public @Nullable Object property(String name) {
        return name.equals("body") ? body : null;
    }

    @Override
    public @Nullable Object call(String name, @Nullable Object[] arguments, Budget budget) {
        return switch (arguments.length) {
            case 0 -> name.equals("params") ? parameters.all() : null;
            case 1 -> one(name, arguments[0], budget);
            default -> null;
        };
    }

    private @Nullable Object one(String name, @Nullable Object argument, Budget budget) {
        return switch (name) {
            case "json" -> json(text(name, argument), budget);
            case "path" -> path(text(name, argument), budget);
            case "params" -> parameter(text(name, argument));
            default -> null;
        };
    }

    private String parameter(String name) {
        String value = parameters.find(name);
        return value == null ? "" : value;
    }

    /** JSON text; an empty string, in quotes, where there is nothing. */
    private String json(String path, Budget budget) {
        if (path.equals("$")) {
            budget.characters(body.length());
            String compact = CompactJson.of(body);
            return compact != null ? compact : JsonText.print(document(budget), budget);
        }
        Object found = read(path, budget);
        return JsonPaths.isNothing(found) ? "\"\"" : JsonText.print(found, budget);
    }

    private @Nullable Object path(String path, Budget budget) {
        Object found = read(path, budget);
        return JsonPaths.isNothing(found) ? null : found;
    }

    private @Nullable Object read(String path, Budget budget) {
        budget.characters(JsonPaths.searches(path) ? 16L * body.length() : body.length());
        return JsonPaths.read(document(budget), path);
    }

    private @Nullable Object document(Budget budget) {
        if (UNREAD.equals(document)) {
            document = JsonText.parse(body, budget);
        }
        return document;
    }

    private static String text(String method, @Nullable Object argument) {
        if (argument instanceof String text) {
            return text;
        }
        throw new TemplateFailure(TemplateFailure.Kind.TEMPLATE, "$input." + method + " wants a string.");
    }

    @Override
    public String text() {
        return "{}";
    }
}
