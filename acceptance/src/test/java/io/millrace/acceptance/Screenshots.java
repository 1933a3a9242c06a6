package io.millrace.acceptance;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures for the documentation: taken only where {@code -Dmillrace.screenshots=DIRECTORY} asks for them. */
final class Screenshots {

    private Screenshots() {}

    static void take(Page page, String name) {
        String directory = System.getProperty("millrace.screenshots", "");
        if (!directory.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(directory, name + ".png")));
        }
    }
}
