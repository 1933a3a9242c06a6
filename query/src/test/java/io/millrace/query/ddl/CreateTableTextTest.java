package io.millrace.query.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.catalog.Column;
import io.millrace.catalog.Storage;
import io.millrace.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SHOW CREATE TABLE prints makes the same table again, whatever the names and texts. */
class CreateTableTextTest {

    private static final String LETTERS = "aZ09_ -.$'\"`\\\n\t\r\u0001\0%{}()<>;/*é€😀--";
    private static final List<String> TYPES = List.of(
            "string",
            "int",
            "bigint",
            "decimal(10,2)",
            "varchar(20)",
            "char(3)",
            "timestamp",
            "array<int>",
            "map<string,struct<a:int,b:array<string>>>",
            "struct<x:decimal(5,1)>");

    @Test
    void everyTableComesBack() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Table table = table(random);
            String sql = String.join("\n", CreateTableText.lines(table));
            DdlStatement statement = DdlParser.parse(sql, "other");
            assertThat(statement).isInstanceOf(DdlStatement.CreateTable.class);
            assertThat(TableMaking.table((DdlStatement.CreateTable) statement))
                    .as("seed " + seed + "\n" + sql)
                    .isEqualTo(table);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'\\001'      | 1",
                "'\\t'        | 9",
                "'\\u0041'    | 65",
                "','          | 44",
                "'\\''        | 39",
                "''''         | 39",
                "\"\"\"\"     | 34",
                "'\\\\'       | 92",
                "\"'\"        | 39"
            })
    void hivesEscapesAreRead(String literal, int character) {
        assertThat(DdlText.unquote(literal).codePoints().toArray()).containsExactly(character);
    }

    private static Table table(Random random) {
        List<Column> keys = columns(random, random.nextInt(3), "k");
        Storage storage = Storage.builder()
                .columns(columns(random, 1 + random.nextInt(5), "c"))
                .location("s3://bucket/" + text(random))
                .formats(text(random), text(random))
                .buckets(random.nextInt(2) * 4, List.of())
                .build();
        if (storage.bucketCount() > 0) {
            storage = storage.change()
                    .buckets(4, List.of(storage.columns().getFirst().name()))
                    .build();
        }
        Map<String, String> parameters = new LinkedHashMap<>(map(random));
        parameters.put("EXTERNAL", "TRUE");
        return Table.named(name(random), name(random))
                .storage(storage)
                .serde(text(random), map(random))
                .partitionKeys(keys)
                .parameters(parameters)
                .comment(random.nextBoolean() ? Optional.of(text(random)) : Optional.empty())
                .build();
    }

    private static List<Column> columns(Random random, int count, String prefix) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new Column(
                    prefix + i + name(random),
                    TYPES.get(random.nextInt(TYPES.size())),
                    random.nextBoolean() ? Optional.of(text(random)) : Optional.empty()));
        }
        return columns;
    }

    private static Map<String, String> map(Random random) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(random), text(random));
        }
        return map;
    }

    private static String name(Random random) {
        return "n" + text(random);
    }

    private static String text(Random random) {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
