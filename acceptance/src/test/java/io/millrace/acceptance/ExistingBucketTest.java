package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** A bucket that Firehose filled at AWS, copied here object by object, is queried with the DDL that it had there. */
class ExistingBucketTest {

    private static final String BUCKET = "came-from-aws";

    @TempDir
    Path directory;

    @Test
    void theObjectsAndTheStatementAreEnough() throws Exception {
        try (RunningServer server = RunningServer.serve(directory);
                Aws aws = new Aws(server)) {
            aws.s3.createBucket(create -> create.bucket(BUCKET));
            for (int hour = 0; hour < 24; hour++) {
                String prefix = "2024/02/29/%02d/".formatted(hour);
                String name = "PUT-S3-clicks-1-2024-02-29-%02d-00-01-0b1c6c2e-0000-4000-8000-00000000%04d"
                        .formatted(hour, hour);
                put(aws, prefix + name, line("entree_1", hour) + line("drink_1", hour));
                putGzip(aws, prefix + name + ".gz", line("entree_2", hour));
            }
            put(aws, "processing-failed/2024/02/29/01/failed", "{\"attemptsMade\":4,\"rawData\":\"bm8=\"}\n");
            Questions athena = new Questions(aws.athena);
            athena.useOutputLocation("s3://" + BUCKET + "/");
            athena.ask(Seed.read().createTable(BUCKET));

            assertThat(athena.ask("SELECT element_clicked, count(*), sum(time_spent) FROM my_ingested_data"
                            + " GROUP BY 1 ORDER BY 1"))
                    .containsExactly(
                            List.of("drink_1", "24", "276"),
                            List.of("entree_1", "24", "276"),
                            List.of("entree_2", "24", "276"));
            assertThat(athena.ask("SELECT count(*) FROM my_ingested_data WHERE datehour >= '2024/02/29/22'"))
                    .containsExactly(List.of("6"));
            athena.ask("CREATE VIEW entrees AS SELECT * FROM my_ingested_data WHERE element_clicked LIKE 'entree%'");
            assertThat(athena.ask("SELECT count(*) FROM entrees WHERE datehour < '2024/02/29/02'"))
                    .containsExactly(List.of("4"));
        }
    }

    @Test
    void directoriesOfHivesFormAreFoundByRepair() throws Exception {
        try (RunningServer server = RunningServer.serve(directory);
                Aws aws = new Aws(server)) {
            aws.s3.createBucket(create -> create.bucket(BUCKET));
            put(aws, "clicks/year=2024/month=02/a", line("entree_1", 1));
            putGzip(aws, "clicks/year=2024/month=03/b.gz", line("entree_2", 2));
            Questions athena = new Questions(aws.athena);
            athena.useOutputLocation("s3://" + BUCKET + "/results/");
            athena.ask("""
                    CREATE EXTERNAL TABLE clicks (element_clicked string, time_spent int)
                    PARTITIONED BY (year int, month string)
                    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
                    LOCATION 's3://came-from-aws/clicks/'""");
            athena.ask("MSCK REPAIR TABLE clicks");
            assertThat(athena.ask("SHOW PARTITIONS clicks"))
                    .containsExactly(List.of("year=2024/month=02"), List.of("year=2024/month=03"));
            assertThat(athena.ask("SELECT element_clicked, year, month FROM clicks WHERE month = '03'"))
                    .containsExactly(List.of("entree_2", "2024", "03"));
        }
    }

    private static String line(String element, int seconds) {
        return "{\"element_clicked\":\"" + element + "\",\"time_spent\":" + seconds + ",\"source_menu\":\"m\"}\n";
    }

    private static void put(Aws aws, String key, String text) {
        aws.s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private static void putGzip(Aws aws, String key, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        aws.s3.putObject(
                put -> put.bucket(BUCKET).key(key).contentEncoding("gzip"),
                RequestBody.fromBytes(packed.toByteArray()));
    }
}
