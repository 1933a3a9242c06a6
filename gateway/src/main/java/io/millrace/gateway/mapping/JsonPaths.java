package io.millrace.gateway.mapping;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import com.jayway.jsonpath.spi.mapper.JsonSmartMappingProvider;
import io.millrace.gateway.template.TemplateFailure;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.minidev.json.JSONValue;
import net.minidev.json.parser.JSONParser;
import org.jspecify.annotations.Nullable;

/**
 * JSON paths: what a path may ask is bounded before it is compiled, because its evaluation cannot be stopped. Shared
 * between threads.
 */
final class JsonPaths {

    /** Not even null lies there. */
    private static final Object NOTHING = new Object();

    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_ALTERNATIVES = 1_000;
    private static final int MAX_KEPT = 1_000;

    private static final Pattern SEARCH = Pattern.compile("\\.\\.");
    private static final Pattern UNION = Pattern.compile("\\[[^\\[\\]]*,[^\\[\\]]*\\]");

    private static final Configuration JAYWAY = Configuration.builder()
            .jsonProvider(
                    new JsonSmartJsonProvider(JSONParser.MODE_PERMISSIVE, JSONValue.defaultReader.DEFAULT_ORDERED))
            .mappingProvider(new JsonSmartMappingProvider())
            .build();

    private static final ConcurrentHashMap<String, JsonPath> COMPILED = new ConcurrentHashMap<>();

    private JsonPaths() {}

    /** What lies at the path, which may be null; {@link #NOTHING} where nothing does. */
    static @Nullable Object read(@Nullable Object document, String path) {
        if (path.equals("$")) {
            return document;
        }
        if (document == null) {
            return NOTHING;
        }
        try {
            return compiled(path).read(document, JAYWAY);
        } catch (PathNotFoundException absent) {
            return NOTHING;
        } catch (JsonPathException | IllegalArgumentException wrong) {
            throw refused(path, String.valueOf(wrong.getMessage()));
        }
    }

    static boolean isNothing(@Nullable Object found) {
        return NOTHING.equals(found);
    }

    /** True where evaluating the path visits more than the nodes on its way. */
    static boolean searches(String path) {
        return path.contains("..") || path.contains("?") || path.contains("*");
    }

    private static JsonPath compiled(String path) {
        JsonPath known = COMPILED.get(path);
        if (known != null) {
            return known;
        }
        check(path);
        try {
            JsonPath compiled = JsonPath.compile(path);
            if (COMPILED.size() < MAX_KEPT) {
                COMPILED.put(path, compiled);
            }
            return compiled;
        } catch (InvalidPathException | IllegalArgumentException wrong) {
            throw refused(path, String.valueOf(wrong.getMessage()));
        }
    }

    /** A regular expression, two searches, or unions of unions would let a short path run for ever. */
    private static void check(String path) {
        if (path.length() > MAX_LENGTH) {
            throw refused("...", "it is longer than " + MAX_LENGTH + " characters.");
        }
        if (path.contains("=~")) {
            throw refused(path, "regular expressions in a path are not supported here.");
        }
        if (SEARCH.matcher(path).results().count() > 1) {
            throw refused(path, "it searches ('..') more than once.");
        }
        if (path.indexOf('?') >= 0 && path.indexOf('$', 1) >= 0) {
            throw refused(path, "a filter that looks at the root is not supported here.");
        }
        long alternatives = UNION.matcher(path)
                .results()
                .mapToLong(union -> union.group().chars().filter(c -> c == ',').count() + 1)
                .reduce(1, (a, b) -> Math.min(a * b, MAX_ALTERNATIVES + 1L));
        if (alternatives > MAX_ALTERNATIVES) {
            throw refused(path, "it has more than " + MAX_ALTERNATIVES + " alternatives.");
        }
    }

    private static TemplateFailure refused(String path, String why) {
        return new TemplateFailure(
                TemplateFailure.Kind.TEMPLATE, "Invalid JSON path specified: '" + path + "': " + why);
    }
}
