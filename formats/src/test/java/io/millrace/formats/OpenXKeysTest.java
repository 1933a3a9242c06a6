package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever keys lines have, in whatever order: a reader that remembers them reads as one that looks at each anew. */
class OpenXKeysTest {

    private static final List<String> COLUMNS = List.of("a", "b_c", "name", "d");
    private static final List<String> KEYS =
            List.of("a", "A", "b_c", "b.c", "B.C", "name", "Name", "NAME", "x", "X", "x.y", "", "é", "É", "other", "k");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void linesOfManyShapesReadAsEachOnItsOwn(long seed) {
        Random random = new Random(seed);
        boolean caseInsensitive = random.nextBoolean();
        Map<String, String> properties = Map.of(
                "case.insensitive",
                String.valueOf(caseInsensitive),
                "dots.in.keys",
                String.valueOf(seed % 2 == 0),
                "mapping.d",
                "other");
        List<Field> fields = new ArrayList<>();
        COLUMNS.forEach(name -> fields.add(new Field(name, HiveType.parse("string"), fields.size())));
        LineDecoder remembering = new OpenXJson(fields, properties);
        List<String> shape = new ArrayList<>(KEYS.subList(0, 3));
        int refused = 0;
        for (int line = 0; line < 6000; line++) {
            if (random.nextInt(3) == 0) {
                change(shape, random, line);
            }
            byte[] bytes = line(shape, random).getBytes(StandardCharsets.UTF_8);
            String alone = read(new OpenXJson(fields, properties), bytes);
            assertThat(read(remembering, bytes))
                    .as("line %d: %s", line, new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(alone);
            boolean twice = hasTwice(shape, caseInsensitive);
            assertThat(alone.startsWith("Row is not")).isEqualTo(twice);
            refused += twice ? 1 : 0;
        }
        assertThat(refused).isBetween(100, 5900);
    }

    private static void change(List<String> shape, Random random, int line) {
        switch (random.nextInt(4)) {
            case 0 -> shape.add(random.nextInt(shape.size() + 1), KEYS.get(random.nextInt(KEYS.size())));
            case 1 -> shape.add("key-" + (random.nextInt(3) == 0 ? "long".repeat(40) : line));
            default -> {
                if (!shape.isEmpty()) {
                    shape.remove(random.nextInt(shape.size()));
                }
            }
        }
    }

    private static String line(List<String> shape, Random random) {
        List<String> members = new ArrayList<>();
        shape.forEach(key -> members.add("\"" + key + "\":\"" + random.nextInt(100) + "\""));
        return "{" + String.join(",", members) + "}";
    }

    private static boolean hasTwice(List<String> shape, boolean caseInsensitive) {
        Set<String> seen = new HashSet<>();
        return !shape.stream().allMatch(key -> seen.add(caseInsensitive ? key.toLowerCase(Locale.ROOT) : key));
    }

    private static String read(LineDecoder decoder, byte[] line) {
        RowBatch batch = new RowBatch(
                COLUMNS.stream()
                        .map(name -> new Field(name, HiveType.parse("string"), 0))
                        .toList(),
                1);
        try {
            decoder.decode(line, 0, line.length, batch);
        } catch (MalformedRow malformed) {
            return malformed.text();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            ColumnVector column = batch.column(i);
            values.add(column.nulls[0] ? "null" : new String(column.bytes[0], StandardCharsets.UTF_8));
        }
        return values.toString();
    }
}
