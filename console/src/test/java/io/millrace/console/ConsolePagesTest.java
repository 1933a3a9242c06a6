package io.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.wire.WireResponse;
import io.millrace.wire.http.PageRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePagesTest {

    private final ConsolePages pages = new ConsolePages();

    private WireResponse get(String path) throws IOException {
        return pages.handle(
                new PageRequest("GET", path, Map.of(), Map.of(), InputStream.nullInputStream(), Optional.empty()));
    }

    private static String text(WireResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/_/console", "/_/console/", "/_/demo", "/_/console/dashboards/menu", "/_/console/analyses/a.b"})
    void everyRouteOfThePageIsThePage(String path) throws Exception {
        WireResponse response = get(path);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("Content-Type")).startsWith("text/html");
        assertThat(response.headers().get("Content-Security-Policy")).contains("script-src 'self';");
        assertThat(text(response)).contains("<div id=\"root\">");
    }

    @Test
    void noScriptOfThePageIsInline() throws Exception {
        assertThat(text(get("/_/console"))).doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void whatThePageLoadsIsThereAndMayBeKept() throws Exception {
        Matcher asset =
                Pattern.compile("(?:src|href)=\"(/_/console/assets/[^\"]+)\"").matcher(text(get("/_/console")));
        int found = 0;
        while (asset.find()) {
            found++;
            WireResponse response = get(asset.group(1));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers().get("Cache-Control")).contains("immutable");
            assertThat(response.headers().get("Content-Type"))
                    .startsWith(asset.group(1).endsWith(".css") ? "text/css" : "text/javascript");
        }
        assertThat(found).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_/console/assets/gone-123.js",
                "/_/console/assets/../../META-INF/MANIFEST.MF",
                "/_/console/assets/%2e%2e/index.js"
            })
    void filesThatAreNotThereAreNotThePage(String path) throws Exception {
        assertThat(get(path).status()).isEqualTo(404);
    }
}
