package io.millrace.query.engine;

import io.millrace.base.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON in texts, as Trino's functions read it: null for what is no JSON, for what is not there, and for what is no
 * scalar. Numbers keep their digits.
 */
final class EngineJson {

    private static final Pattern STEP =
            Pattern.compile("\\.([\\p{Alnum}_$:-]+)|\\[\\s*(\\d{1,9})\\s*]|\\[\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*]");

    private EngineJson() {}

    static @Nullable String scalar(String json, String path) {
        List<String> steps = steps(path);
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            parser.nextToken();
            for (String step : steps) {
                if (!enter(parser, step)) {
                    return null;
                }
            }
            JsonToken token = parser.currentToken();
            boolean scalar = token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
            return scalar ? parser.getString() : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    static @Nullable Long length(String json) {
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            long length = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null) {
                    return null;
                }
                parser.skipChildren();
                length++;
            }
            return length;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    /** Moves to a member or an element of the value at which the parser stands; false where there is none. */
    private static boolean enter(JsonParser parser, String step) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = parser.currentName().equals(step);
                parser.nextToken();
                if (found) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY || !step.matches("\\d{1,9}")) {
            return false;
        }
        int left = Integer.parseInt(step);
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            if (left-- == 0) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** The names and numbers of a path such as {@code $.store.book[0]["title"]}. */
    private static List<String> steps(String path) {
        String rest = path.startsWith("$") ? path.substring(1) : "";
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(rest);
        int end = 0;
        while (step.find() && step.start() == end) {
            String quoted = step.group(3);
            steps.add(
                    step.group(1) != null
                            ? step.group(1)
                            : step.group(2) != null
                                    ? step.group(2)
                                    : String.valueOf(quoted).replaceAll("\\\\(.)", "$1"));
            end = step.end();
        }
        if (!path.startsWith("$") || end != rest.length()) {
            throw new IllegalArgumentException("INVALID_FUNCTION_ARGUMENT: Invalid JSON path: '" + path + "'");
        }
        return steps;
    }
}
