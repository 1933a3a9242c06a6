package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.millrace.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger sees after {@code millrace demo}: a menu, and a chart that moves with it. */
@Needs("chromium")
final class BrowserTest {

    private static final String DISH = "entree_4";
    /** The dashboard's bar chart, by what its frame says. */
    private static final String BARS = "section.frame:has(canvas)";

    @TempDir
    static Path directory = Path.of("unset");

    private static @Nullable RunningServer server;
    private static @Nullable Browser browser;

    @BeforeAll
    static void startTheDemo() throws IOException, InterruptedException {
        server = RunningServer.start(RunningServer.freePort(), directory.resolve("data"), List.of("demo"));
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** An address that the demo prints opens once: each test asks for its own line. */
    private static String address(String line) {
        return Eventually.value(() -> printed(line), text -> !text.isEmpty());
    }

    private static String printed(String line) {
        try {
            return server == null
                    ? ""
                    : server.log()
                            .lines()
                            .filter(text -> text.startsWith(line))
                            .map(text -> text.substring(line.length()).strip())
                            .findFirst()
                            .orElse("");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static Page open(ColorScheme scheme) {
        if (browser == null) {
            throw new IllegalStateException("The browser is not open");
        }
        return browser.page(1280, 800, scheme);
    }

    @Test
    void aClickOnTheMenuMovesTheBarAndTheNumberBehindIt() {
        List<String> complaints = new ArrayList<>();
        Page page = open(ColorScheme.LIGHT);
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.navigate(address("Click here:"));
        page.locator(BARS).first().waitFor();
        String visual = page.locator(BARS).first().getAttribute("data-visual");
        Locator frame = page.locator("[data-visual='" + visual + "']");
        long before = clicksOn(frame);
        String picture = settledPicture(page, frame);

        page.locator("[data-element=" + DISH + "]").click();

        page.locator(".sendings li.accepted").waitFor();
        assertThat(Eventually.value(() -> clicksOn(frame), now -> now > before)).isEqualTo(before + 1);
        assertThat(settledPicture(page, frame)).as("the bars as drawn").isNotEqualTo(picture);
        assertThat(complaints).as("what the page complained about").isEmpty();

        page.navigate(page.url().replaceAll("/_/demo.*", "/_/console/"));
        page.locator("a[href*=dashboards]").first().waitFor();
        Screenshots.take(page, "console");
    }

    @Test
    void theDashboardIsDrawnInTheDarkToo() {
        Page page = open(ColorScheme.DARK);
        page.navigate(address("Watch here:"));
        page.locator("canvas").first().waitFor();
        page.waitForTimeout(700);
        String background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
                .toString();
        assertThat(background).matches("rgb\\((\\d|[1-4]\\d), (\\d|[1-4]\\d), (\\d|[1-5]\\d)\\)");
        Screenshots.take(page, "dashboard-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.waitForTimeout(700);
        Screenshots.take(page, "dashboard-light");
    }

    /** The bars when they have come to rest. */
    private static String settledPicture(Page page, Locator frame) {
        String picture = picture(frame);
        for (int look = 0; look < 50; look++) {
            page.waitForTimeout(200);
            String now = picture(frame);
            if (now.equals(picture)) {
                return now;
            }
            picture = now;
        }
        throw new AssertionError("The chart never comes to rest");
    }

    private static String picture(Locator frame) {
        return frame.locator("canvas")
                .first()
                .evaluate("canvas => canvas.toDataURL()")
                .toString();
    }

    /** The dish's number, from the table behind the chart; 0 where it has no bar yet. */
    private static long clicksOn(Locator frame) {
        frame.focus();
        frame.press("t");
        frame.locator("table").waitFor();
        long clicks = frame.locator("tr", new Locator.LocatorOptions().setHasText(DISH)).allInnerTexts().stream()
                .mapToLong(row -> Long.parseLong(row.replace(DISH, "").replaceAll("\\D", "")))
                .sum();
        frame.press("t");
        frame.locator("canvas").first().waitFor();
        return clicks;
    }
}
