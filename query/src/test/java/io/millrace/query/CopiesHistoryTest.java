package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.config.ConfigReader;
import io.millrace.objects.open.OpenBatch;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.Place;
import io.millrace.objects.open.StreamKey;
import io.millrace.objects.store.ObjectMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to objects, open data, the table and the copies: with copies and without, the answers are the same. */
class CopiesHistoryTest {

    private static final int STEPS = 40;
    private static final String UNENDED = "the last line of open data";
    private static final List<String> QUERIES = List.of(
            "SELECT * FROM clicks ORDER BY 1, 2, 3, 4, 5, 6",
            "SELECT count(*) FROM clicks",
            "SELECT element_clicked, count(*), sum(time_spent), min(at) FROM clicks GROUP BY 1 ORDER BY 1",
            "SELECT count(DISTINCT source_menu), max(price) FROM clicks",
            "SELECT source_menu, datehour FROM clicks WHERE datehour = '2026/11/23/05' ORDER BY 1, 2",
            "SELECT datehour, count(*) FROM clicks WHERE datehour >= '2026/11/23/04' GROUP BY 1 ORDER BY 1",
            "SELECT time_spent FROM clicks WHERE time_spent > 50 ORDER BY 1",
            "SELECT price, at FROM clicks WHERE source_menu = 'menu 3' ORDER BY 1, 2");

    @TempDir
    Path directory;

    static LongStream seeds() {
        long only = Long.getLong("millrace.seed", 0);
        return only != 0 ? LongStream.of(only) : LongStream.rangeClosed(1, Integer.getInteger("millrace.seeds", 3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAreTheSameWithCopiesAndWithout(long seed) throws Exception {
        try (QueryRoom room = new QueryRoom(directory);
                Query plain = new Query(room.around, withoutCopies(), directory.resolve("plain"), QueryRoom.ACCOUNT)) {
            History history = new History(room, new Random(seed));
            history.createTable();
            int fromCopies = 0;
            for (int step = 0; step < STEPS; step++) {
                String done = history.step();
                for (String sql : QUERIES) {
                    assertThat(answer(room.query, sql))
                            .as("seed %d, step %d (%s): %s", seed, step, done, sql)
                            .isEqualTo(answer(plain, sql));
                }
                fromCopies += room.query.columns().files();
            }
            assertThat(fromCopies).as("copies were used").isPositive();
            assertThat(plain.columns().files()).isZero();
        }
    }

    private static QueryConfig withoutCopies() {
        return new ConfigReader(Map.of("query.columns-limit", "0")).read(QueryConfig.class);
    }

    private static List<String> answer(Query query, String sql) throws InterruptedException {
        try {
            return QueryRoom.text(query.run(QueryRoom.ROOT, QueryRoom.REGION, "default", sql, RunOptions.DEFAULT));
        } catch (QueryFailure failure) {
            return List.of("failed", failure.text());
        }
    }

    /** One random history. At most one line at a time is malformed, so that there is one message that fails. */
    private final class History {
        private final QueryRoom room;
        private final Random random;
        private final List<String> keys = new ArrayList<>();
        private Optional<String> malformed = Optional.empty();
        private Optional<OpenStream> stream = Optional.empty();
        private long position;

        History(QueryRoom room, Random random) {
            this.room = room;
            this.random = random;
        }

        void createTable() {
            String price = random.nextBoolean() ? "decimal(9,2)" : "double";
            String serde = random.nextInt(3) == 0 ? "'ignore.malformed.json' = 'true'" : "'case.insensitive' = 'true'";
            room.succeed("DROP TABLE IF EXISTS clicks");
            room.succeed("CREATE EXTERNAL TABLE clicks (element_clicked string, time_spent int, source_menu string,"
                    + " price " + price + ", at timestamp) PARTITIONED BY (datehour string) ROW FORMAT SERDE"
                    + " 'org.openx.data.jsonserde.JsonSerDe' WITH SERDEPROPERTIES (" + serde
                    + ") LOCATION 's3://clicks/' TBLPROPERTIES ('projection.enabled' = 'true',"
                    + " 'projection.datehour.type' = 'date', 'projection.datehour.format' = 'yyyy/MM/dd/HH',"
                    + " 'projection.datehour.range' = '2021/01/01/00,NOW',"
                    + " 'projection.datehour.interval' = '1', 'projection.datehour.interval.unit' = 'HOURS',"
                    + " 'storage.location.template' = 's3://clicks/${datehour}/')");
        }

        String step() throws Exception {
            return switch (random.nextInt(12)) {
                case 0, 1, 2 -> put(newKey());
                case 3 -> keys.isEmpty() ? "nothing" : put(keys.get(random.nextInt(keys.size())));
                case 4 -> delete();
                case 5 -> advance();
                case 6 -> {
                    createTable();
                    yield "another table";
                }
                case 7 -> damage();
                default -> settle();
            };
        }

        private String newKey() {
            String key = "2026/11/23/%02d/object-%d%s"
                    .formatted(random.nextInt(8), random.nextInt(1000), random.nextInt(4) == 0 ? ".gz" : "");
            keys.add(key);
            return key;
        }

        private String put(String key) throws IOException {
            boolean broken = malformed.equals(Optional.of(key));
            if (broken) {
                malformed = Optional.empty();
            }
            String text = lines(1 + random.nextInt(40));
            if (malformed.isEmpty() && random.nextInt(5) == 0) {
                malformed = Optional.of(key);
                text = text + malformedLine() + lines(2);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            room.put(key, key.endsWith(".gz") ? packed(bytes) : bytes, ObjectMetadata.NONE);
            return "put " + key;
        }

        private String malformedLine() {
            return switch (random.nextInt(4)) {
                case 0 -> "{\"element_clicked\":\"a\"b\",\"time_spent\":1}\n";
                case 1 -> "{\"element_clicked\":\"x\",\"time_spent\":{\"a\":1},\"source_menu\":\"menu 3\"}\n";
                case 2 -> "{\"element_clicked\":\"x\",\"Element_Clicked\":\"y\",\"time_spent\":77}\n";
                default -> "{\"element_clicked\":\"x\",\"time_spent\":60,\n";
            };
        }

        private String delete() throws IOException {
            if (keys.isEmpty()) {
                return "nothing";
            }
            String key = keys.remove(random.nextInt(keys.size()));
            room.store.delete(QueryRoom.BUCKET, key);
            if (malformed.equals(Optional.of(key))) {
                malformed = Optional.empty();
            }
            return "delete " + key;
        }

        private String advance() throws Exception {
            if (stream.isEmpty()) {
                OpenStream opened = room.open.open(new StreamKey("stream"));
                opened.feeds("stream", () -> position, Set.of(new Place(QueryRoom.BUCKET, "")));
                stream = Optional.of(opened);
            }
            long through = position + 1;
            OpenBatch batch = stream.get().begin();
            OpenRecords.append(room, batch, "2026/11/23/07/open-object", openLines(), through);
            position = through;
            return "open data";
        }

        /** Sometimes the last is not ended yet, and so is malformed until it is. */
        private String openLines() {
            String text = lines(1 + random.nextInt(5));
            if (malformed.equals(Optional.of(UNENDED))) {
                malformed = Optional.empty();
                text = " 1\",\"time_spent\":99}\r\n" + text;
            }
            if (malformed.isEmpty() && random.nextInt(2) == 0) {
                malformed = Optional.of(UNENDED);
                text = text + "{\"element_clicked\":\"element";
            }
            return text;
        }

        /** A copy is deleted, cut short, or changed in one byte, behind the back of its owner. */
        private String damage() throws IOException {
            List<Path> files;
            try (Stream<Path> all = Files.walk(directory.resolve("query/columns"))) {
                files = all.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".making"))
                        .sorted()
                        .collect(Collectors.toList());
            }
            if (files.isEmpty()) {
                return "nothing";
            }
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            switch (random.nextInt(3)) {
                case 0 -> Files.deleteIfExists(file);
                case 1 -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                default -> {
                    bytes[random.nextInt(bytes.length)] ^= 0x55;
                    Files.write(file, bytes);
                }
            }
            return "damage " + file.getFileName();
        }

        private String settle() {
            room.settleColumns();
            return "settle";
        }

        private String lines(int count) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.append("{\"element_clicked\":\"element ").append(random.nextInt(9));
                text.append("\",\"time_spent\":").append(random.nextInt(100));
                text.append(random.nextInt(3) == 0 ? "" : ",\"source_menu\":\"menu " + random.nextInt(5) + "\"");
                text.append(",\"price\":").append(random.nextInt(1000)).append(".25");
                text.append(",\"at\":\"2026-11-23 0").append(random.nextInt(9)).append(":00:00.125\"}\n");
                text.append(random.nextInt(20) == 0 ? "\n" : "");
            }
            return text.toString();
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
