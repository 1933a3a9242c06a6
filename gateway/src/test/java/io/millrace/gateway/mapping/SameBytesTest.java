package io.millrace.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.gateway.template.Budget;
import java.util.Random;
import org.apache.commons.lang.StringEscapeUtils;
import org.junit.jupiter.api.Test;

/** The fast ways give the same bytes as the libraries that AWS runs. */
class SameBytesTest {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "a",
        "\"a\"",
        "\"b\"",
        "\"\"",
        "1",
        "0",
        "-",
        "12.50",
        "1e3",
        "00",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "\t",
        "\\",
        "\\n",
        "\\/",
        "\\u0041",
        "\\\"",
        "/",
        "'",
        "\u2013",
        "\u00e9",
        "\u0085",
        "\u0001",
        "\ud83d\ude00",
        "-0",
        "123456789012345678",
        "12345678901234567890",
        "x",
        "=",
        "\u007f",
        "\u20ff",
        "\u2100"
    };

    @Test
    void printingWithoutParsingIsPrintingWhatWasParsed() {
        Random random = new Random(7);
        int fast = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = i % 2 == 0 ? document(random, 0) : noise(random);
            String compact = CompactJson.of(text);
            if (compact != null) {
                fast++;
                assertThat(compact).as("of %s", text).isEqualTo(slow(text));
            }
        }
        assertThat(fast).as("payloads that took the fast way").isGreaterThan(40_000);
    }

    @Test
    void theUsualEventTakesTheFastWay() {
        assertThat(CompactJson.of("{ \"element_clicked\":\"entree_1\", \"time_spent\":67, \"a\":[true,null,{}] }"))
                .isEqualTo("{\"element_clicked\":\"entree_1\",\"time_spent\":67,\"a\":[true,null,{}]}");
    }

    @Test
    void javaScriptIsEscapedAsTheLibraryDoesIt() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            String text = noise(random);
            assertThat(JavaScript.escape(text)).isEqualTo(StringEscapeUtils.escapeJavaScript(text));
        }
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String text = "a" + c + "b";
            assertThat(JavaScript.escape(text)).isEqualTo(StringEscapeUtils.escapeJavaScript(text));
        }
    }

    private static String slow(String text) {
        Budget budget = Budget.full(Long.MAX_VALUE);
        return JsonText.print(JsonText.parse(text, budget), budget);
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "{" : "[");
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append(random.nextBoolean() ? "}" : "]").toString();
    }

    private static String document(Random random, int depth) {
        int kind = depth > 4 ? 2 + random.nextInt(4) : random.nextInt(6);
        if (depth == 0) {
            kind = random.nextInt(2);
        }
        return switch (kind) {
            case 0 -> object(random, depth);
            case 1 -> array(random, depth);
            case 2 -> string(random);
            case 3 -> PIECES[11 + random.nextInt(6)];
            case 4 -> String.valueOf(random.nextLong());
            default -> PIECES[17 + random.nextInt(3)];
        };
    }

    private static String object(Random random, int depth) {
        StringBuilder text = new StringBuilder("{");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(string(random)).append(" : ").append(document(random, depth + 1));
        }
        return text.append("}").toString();
    }

    private static String array(Random random, int depth) {
        StringBuilder text = new StringBuilder("[");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? " " : ",\n").append(document(random, depth + 1));
        }
        return text.append("]").toString();
    }

    private static String string(Random random) {
        StringBuilder text = new StringBuilder("\"");
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            text.append(piece.contains("\"") || piece.equals("\\") || piece.equals("\n") ? "k" + i : piece);
        }
        return text.append("\"").toString();
    }
}
