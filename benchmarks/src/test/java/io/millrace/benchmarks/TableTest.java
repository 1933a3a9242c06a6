package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader of the tables sees. */
final class TableTest {

    private final Figure fast = Figure.of("appends", 812_345.6, "records/s")
            .beside("plain file", 0.75)
            .atLeast(500_000)
            .ratioAtLeast(0.5);
    private final Figure slow = Figure.of("recovery", 7.125, "s").below(5);

    @Test
    void aTableShowsRatiosAndWhetherTargetsAreMet() {
        assertThat(new Table(List.of(fast, slow)).text().lines())
                .element(1)
                .asString()
                .containsSubsequence("812,346", "plain file", "0.75", "at least 500,000, ratio at least 0.50", "met");
        assertThat(new Table(List.of(slow)).text()).containsSubsequence("7.13", "below 5.00", "MISSED");
    }

    @Test
    void markdownHasARowForEachFigure() {
        String markdown = new Table(List.of(fast, slow)).markdown();
        assertThat(markdown.lines()).hasSize(4).allMatch(line -> line.startsWith("|") && line.endsWith("|"));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNamesThereAre() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = Main.run(List.of("journey"), new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("no benchmark 'journey'", "  journal: ");
    }
}
