package io.millrace.console;

import io.millrace.wire.WireResponse;
import io.millrace.wire.http.PageHandler;
import io.millrace.wire.http.PageRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the built console under {@code /_/console} and {@code /_/demo}: files by their names, the page for every other
 * path, as the page itself knows its routes. Shared between threads.
 */
public final class ConsolePages implements PageHandler {

    private static final String ROOT = "/_/console/";
    private static final Pattern FILE = Pattern.compile("(assets/)?[\\w-]+(\\.[\\w-]+)*\\.(js|css|woff2|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "woff2", "font/woff2",
            "svg", "image/svg+xml");

    /**
     * Scripts from here alone, none inline. Styles may be inline: charts and menus place themselves so. Nothing may
     * frame the page.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    @Override
    public WireResponse handle(PageRequest request) throws IOException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return WireResponse.of(
                            405,
                            "text/plain",
                            "The console's files can be read, no more.".getBytes(StandardCharsets.UTF_8))
                    .with("Allow", "GET, HEAD");
        }
        String path = request.path();
        String name = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        if (!FILE.matcher(name).matches()) {
            return name.startsWith("assets/") ? absent() : page();
        }
        return file(name);
    }

    private static WireResponse page() throws IOException {
        byte[] html = read("index.html")
                .orElseThrow(() -> new IllegalStateException("The console was not built into this program."));
        return WireResponse.of(200, "text/html; charset=utf-8", html)
                .with("Content-Security-Policy", POLICY)
                .with("Cache-Control", "no-cache");
    }

    private static WireResponse file(String name) throws IOException {
        Optional<byte[]> bytes = read(name);
        if (bytes.isEmpty()) {
            return absent();
        }
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        // Names under assets hold a hash of what is in them.
        String caching = name.startsWith("assets/") ? "private, max-age=31536000, immutable" : "no-cache";
        return WireResponse.of(200, type, bytes.get()).with("Cache-Control", caching);
    }

    private static WireResponse absent() {
        return WireResponse.of(
                404, "text/plain", "There is no such file. Reload the page.".getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> read(String name) throws IOException {
        try (InputStream file = ConsolePages.class.getResourceAsStream("/console/" + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        }
    }
}
