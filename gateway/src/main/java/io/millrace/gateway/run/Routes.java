package io.millrace.gateway.run;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of an API's resources: literal segments go before {@code {name}}, and that before {@code {name+}}. Immutable
 * once built.
 */
final class Routes<T> {

    private final Node<T> root = new Node<>();

    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>();
        private @Nullable Node<T> single;
        private @Nullable Node<T> greedy;
        private String name = "";
        private @Nullable T value;
    }

    /** What was found, and the values of the names in its path. */
    record Match<T>(T value, Map<String, String> parameters) {}

    void add(String path, T value) {
        Node<T> node = root;
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                node = child(node, part);
            }
        }
        node.value = value;
    }

    private static <T> Node<T> child(Node<T> node, String part) {
        if (!part.startsWith("{")) {
            return node.literals.computeIfAbsent(part, absent -> new Node<>());
        }
        boolean greedy = part.endsWith("+}");
        Node<T> child = greedy ? node.greedy : node.single;
        if (child == null) {
            child = new Node<>();
            child.name = part.substring(1, part.length() - (greedy ? 2 : 1));
        }
        if (greedy) {
            node.greedy = child;
        } else {
            node.single = child;
        }
        return child;
    }

    /** @param path not decoded */
    @Nullable
    Match<T> find(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
        return find(root, path, start, end);
    }

    private static <T> @Nullable Match<T> find(Node<T> node, String path, int start, int end) {
        if (start >= end) {
            T value = node.value;
            return value == null ? null : new Match<>(value, Map.of());
        }
        int slash = path.indexOf('/', start);
        int stop = slash < 0 || slash > end ? end : slash;
        String part = decode(path.substring(start, stop));
        Node<T> literal = node.literals.get(part);
        Match<T> found = literal == null ? null : find(literal, path, stop + 1, end);
        if (found == null && node.single != null && !part.isEmpty()) {
            found = with(node.single.name, part, find(node.single, path, stop + 1, end));
        }
        if (found == null && node.greedy != null && node.greedy.value != null) {
            found = with(
                    node.greedy.name, decode(path.substring(start, end)), new Match<>(node.greedy.value, Map.of()));
        }
        return found;
    }

    private static <T> @Nullable Match<T> with(String name, String value, @Nullable Match<T> match) {
        if (match == null) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(name, value);
        parameters.putAll(match.parameters());
        return new Match<>(match.value(), parameters);
    }

    private static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return part;
        }
    }
}
