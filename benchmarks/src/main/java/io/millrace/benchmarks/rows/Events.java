package io.millrace.benchmarks.rows;

import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.PutCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/**
 * Click events of five columns, some 130 bytes of JSON each, in hourly prefixes with four objects an hour.
 *
 * @param table its name, and the prefix of its keys
 */
record Events(String table, long count, int hours) {

    static final int OBJECTS_AN_HOUR = 4;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH");
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 1, 0, 0);

    /** The seed's table, with these columns, below its prefix. */
    String ddl() {
        return """
                CREATE EXTERNAL TABLE %1$s (element_clicked STRING, time_spent INT, source_menu STRING,
                  created_at STRING, visitor STRING)
                PARTITIONED BY (datehour STRING)
                ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
                LOCATION 's3://%2$s/%1$s/'
                TBLPROPERTIES ('projection.enabled' = 'true', 'projection.datehour.type' = 'date',
                  'projection.datehour.format' = 'yyyy/MM/dd/HH', 'projection.datehour.range' = '2021/01/01/00,NOW',
                  'projection.datehour.interval' = '1', 'projection.datehour.interval.unit' = 'HOURS',
                  'storage.location.template' = 's3://%2$s/%1$s/${datehour}/')
                """.formatted(table, QueryStation.BUCKET);
    }

    /** Puts all objects; the bytes of JSON. */
    long put(ObjectStore store) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        int objects = hours * OBJECTS_AN_HOUR;
        long bytes = 0;
        for (int object = 0; object < objects; object++) {
            long rows = count * (object + 1) / objects - count * object / objects;
            int hour = object / OBJECTS_AN_HOUR;
            byte[] json = lines(random, rows, hour).getBytes(StandardCharsets.US_ASCII);
            store.put(
                    QueryStation.BUCKET,
                    key(hour, "part-" + object % OBJECTS_AN_HOUR),
                    ObjectMetadata.NONE,
                    BodySource.of(json),
                    PutCondition.ALWAYS);
            bytes += json.length;
        }
        return bytes;
    }

    String key(int hour, String name) {
        return table + "/" + HOUR.format(FIRST.plus(Duration.ofHours(hour))) + "/" + name;
    }

    static String lines(SplittableRandom random, long rows, int hour) {
        String created = FIRST.plus(Duration.ofHours(hour)).toString().replace('T', ' ') + ":00";
        StringBuilder text = new StringBuilder((int) Math.min(rows * 136, 1 << 28));
        for (long row = 0; row < rows; row++) {
            text.append("{\"element_clicked\":\"element_").append(random.nextInt(50));
            text.append("\",\"time_spent\":").append(random.nextInt(600));
            text.append(",\"source_menu\":\"menu_").append(random.nextInt(20));
            text.append("\",\"created_at\":\"").append(created);
            text.append("\",\"visitor\":\"user-")
                    .append(random.nextInt(200_000))
                    .append("\"}\n");
        }
        return text.toString();
    }
}
