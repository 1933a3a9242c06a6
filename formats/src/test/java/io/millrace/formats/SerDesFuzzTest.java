package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever bytes a line holds, a decoder gives a row or says that it is malformed, soon, and leaves the batch whole. */
class SerDesFuzzTest {

    static final List<String> SERDES = SerDes.supported();

    private static final List<String> TYPES = List.of(
            "string",
            "varchar(3)",
            "char(2)",
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "decimal(10,3)",
            "decimal(38,38)",
            "date",
            "timestamp");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "'",
            "\\",
            "\\u12",
            "a",
            "b0",
            "c1",
            "null",
            "true",
            "-",
            "1",
            "e",
            ".",
            "1e-2000000000",
            "1e2000000000",
            "9999999999-01-01",
            "2026-11-23 18:30:00",
            "0x",
            "017",
            "#",
            "/*",
            "//",
            "\u0001",
            "\t",
            " ",
            "é",
            "😀",
            "\\N",
            "=>",
            ";",
            "-99999999999999999999");

    @ParameterizedTest
    @FieldSource("SERDES")
    void randomLinesGiveARowOrAreMalformed(String serde) {
        List<Field> fields = fields();
        LineDecoder decoder =
                SerDes.decoder(serde, Map.of("field.delim", ","), fields).orElseThrow();
        RowBatch batch = new RowBatch(fields, 4);
        Random random = new Random(11);
        for (int i = 0; i < 60_000; i++) {
            byte[] line = i % 3 == 0 ? bytes(random) : pieces(random);
            decode(decoder, line, batch);
        }
    }

    @ParameterizedTest
    @FieldSource("SERDES")
    void bombsEndSoon(String serde) {
        List<Field> fields = fields();
        LineDecoder decoder =
                SerDes.decoder(serde, Map.of("field.delim", ","), fields).orElseThrow();
        RowBatch batch = new RowBatch(fields, 4);
        int size = 2_000_000;
        Instant begin = Instant.now();
        for (String value : List.of(
                "9".repeat(size),
                "9".repeat(size) + "." + "9".repeat(size),
                "1e-2147483647",
                "1e2147483647",
                "[".repeat(size),
                "{\"a\":".repeat(size / 5),
                "\"" + "\\\\".repeat(size / 2),
                "\"".repeat(size),
                " ".repeat(size),
                "(" + ",".repeat(size))) {
            for (String prefix : List.of("", "{\"c0\":", "{\"c10\":", "{\"c6\":", "{\"c13\":", "a,b,c,d,e,f,", "[")) {
                decode(decoder, (prefix + value).getBytes(StandardCharsets.UTF_8), batch);
                decode(decoder, (prefix + value + "}").getBytes(StandardCharsets.UTF_8), batch);
            }
        }
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    private static void decode(LineDecoder decoder, byte[] line, RowBatch batch) {
        int before = batch.rows();
        if (batch.isFull()) {
            batch.clear();
            before = 0;
        }
        try {
            decoder.decode(line, 0, line.length, batch);
            assertThat(batch.rows()).isEqualTo(before + 1);
        } catch (MalformedRow malformed) {
            assertThat(malformed.text()).isNotEmpty();
            assertThat(malformed.text().length()).isLessThan(2000);
            assertThat(batch.rows()).isEqualTo(before);
        }
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (String type : TYPES) {
            fields.add(new Field("c" + fields.size(), HiveType.parse(type), fields.size()));
        }
        return fields;
    }

    private static byte[] bytes(Random random) {
        byte[] line = new byte[random.nextInt(60)];
        random.nextBytes(line);
        return line;
    }

    private static byte[] pieces(Random random) {
        StringBuilder line = new StringBuilder(random.nextBoolean() ? "{\"c" + random.nextInt(14) + "\":" : "");
        for (int i = random.nextInt(20); i > 0; i--) {
            line.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return line.append(random.nextBoolean() ? "}" : "").toString().getBytes(StandardCharsets.UTF_8);
    }
}
