package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.PutCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columnar copies of registered partitions, also of those that lie outside their table's location. */
class FollowedPartitionsTest {

    private static final String ELSEWHERE = "elsewhere";

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.store.createBucket(ELSEWHERE, QueryRoom.REGION);
        room.succeed("CREATE EXTERNAL TABLE visits (who string) PARTITIONED BY (day string) ROW FORMAT SERDE"
                + " 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://clicks/visits/'");
        room.succeed("ALTER TABLE visits ADD PARTITION (day = 'far') LOCATION 's3://elsewhere/far/'");
        room.succeed("ALTER TABLE visits ADD PARTITION (day = 'near')");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void whatIsPutBesideObjectsThatWereReadIsCopiedToo() throws Exception {
        put("far/1", "{\"who\":\"a\"}\n");
        room.put("visits/day=near/1", "{\"who\":\"b\"}\n");
        assertThat(room.rows("SELECT who, day FROM visits ORDER BY 1")).containsExactly("a|far", "b|near");
        untilThereAreFiles(1);
        put("far/2", "{\"who\":\"c\"}\n");
        untilThereAreFiles(2);
        room.put("visits/day=near/2", "{\"who\":\"d\"}\n");
        untilThereAreFiles(3);
        assertThat(room.rows("SELECT who, day FROM visits ORDER BY 1"))
                .containsExactly("a|far", "b|near", "c|far", "d|near");
    }

    @Test
    void whatIsDeletedThereLeavesItsCopyAndTheAnswer() throws Exception {
        put("far/1", "{\"who\":\"a\"}\n");
        assertThat(room.rows("SELECT who FROM visits")).containsExactly("a");
        untilThereAreFiles(1);
        room.store.delete(ELSEWHERE, "far/1");
        untilThereAreFiles(0);
        assertThat(room.rows("SELECT who FROM visits")).isEmpty();
    }

    private void put(String key, String text) throws IOException {
        room.store.put(
                ELSEWHERE,
                key,
                ObjectMetadata.NONE,
                BodySource.of(text.getBytes(StandardCharsets.UTF_8)),
                PutCondition.ALWAYS);
    }

    private void untilThereAreFiles(int count) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (room.query.columns().files() != count) {
            assertThat(Instant.now()).as("copies: %s", room.query.columns()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
