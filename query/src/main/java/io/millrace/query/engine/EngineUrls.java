package io.millrace.query.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** URLs, read as Java and so Trino reads them; null for what is no URL, or lacks the part. */
final class EngineUrls {

    private EngineUrls() {}

    static @Nullable String part(String url, String part) {
        URI uri = parsed(url);
        if (uri == null) {
            return null;
        }
        return switch (part) {
            case "protocol" -> orEmpty(uri.getScheme());
            case "host" -> orEmpty(uri.getHost());
            case "port" -> uri.getPort() < 0 ? null : Integer.toString(uri.getPort());
            case "path" -> orEmpty(uri.getPath());
            case "query" -> orEmpty(uri.getQuery());
            case "fragment" -> orEmpty(uri.getFragment());
            default -> throw new IllegalArgumentException("A URL has no part " + part);
        };
    }

    /** The value of the first parameter of that name; empty where it has none. */
    static @Nullable String parameter(String url, String name) {
        URI uri = parsed(url);
        if (uri == null || uri.getRawQuery() == null) {
            return null;
        }
        for (String pair : uri.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(key).equals(name)) {
                return equals < 0 ? "" : decoded(pair.substring(equals + 1));
            }
        }
        return null;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException none) {
            return null;
        }
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }
}
