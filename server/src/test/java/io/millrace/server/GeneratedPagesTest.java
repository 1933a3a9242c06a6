package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import io.millrace.wire.OperationInfo;
import io.millrace.wire.WireService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/configuration.md} and {@code docs/compatibility.md} are made from the settings records and the services'
 * tables; a stale page fails. {@code mvn -pl server -am verify -Dmillrace.docs.write=true} writes them anew.
 */
class GeneratedPagesTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void theConfigurationPageIsThatOfThisCommit() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Made from the settings records; do not edit. A setting is given as `--set key=value`, or as a line of a
                properties file with `--config FILE`. Unknown keys are refused. Sizes are written as `64MiB`, durations as
                `250ms`, `2s`, `5m`, `24h`.

                | key | default | what it does |
                |---|---|---|
                """);
        for (Class<? extends Record> record : Server.SETTINGS) {
            for (Setting setting : ConfigReader.settings(record)) {
                page.append("| `%s` | %s | %s |\n"
                        .formatted(
                                setting.key(),
                                setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`",
                                setting.doc()));
            }
        }
        isUpToDate("configuration.md", page.toString());
    }

    @Test
    void theCompatibilityPageIsThatOfThisCommit(@TempDir Path data) throws Exception {
        StringBuilder page = new StringBuilder("""
                # Compatibility

                Made from the services' tables; do not edit. An operation that is not listed, and a parameter that an
                operation does not know, is refused by name: nothing is accepted and ignored.
                """);
        try (Server server = Server.start(data, Map.of("wire.port", "0"))) {
            for (WireService service : server.services()) {
                append(page, service);
            }
        }
        isUpToDate("compatibility.md", page.toString());
    }

    private static void append(StringBuilder page, WireService service) {
        page.append("\n## ").append(service.signingName()).append("\n\n| operation | here | note |\n|---|---|---|\n");
        List<OperationInfo> sorted = service.operations().stream()
                .sorted(Comparator.comparing(OperationInfo::name))
                .toList();
        for (OperationInfo info : sorted) {
            page.append("| %s | %s | %s |\n".formatted(info.name(), info.supported() ? "yes" : "refused", info.note()));
        }
    }

    private static void isUpToDate(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.writeString(file, page);
        }
        assertThat(file)
                .as("stale: mvn -pl server -am verify -Dmillrace.docs.write=true")
                .exists()
                .content()
                .isEqualTo(page);
    }
}
