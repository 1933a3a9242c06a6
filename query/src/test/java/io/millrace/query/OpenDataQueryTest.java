package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.objects.open.LeftOut;
import io.millrace.objects.open.OpenBatch;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.Place;
import io.millrace.objects.open.Stall;
import io.millrace.objects.open.StreamKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 2, from the reader's side: open data counts, once, and what is left out is said. */
class OpenDataQueryTest {

    private static final String KEY = "2026/11/23/17/stream-1-2026-11-23-17-00-00-x";

    @TempDir
    Path directory;

    private final AtomicLong accepted = new AtomicLong();
    private QueryRoom room;
    private OpenStream stream;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed(QueryRoom.SEED);
        stream = room.open.open(new StreamKey("stream-1"));
        stream.feeds("stream-1", accepted::get, Set.of(new Place(QueryRoom.BUCKET, "")));
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void openRecordsCountBesideSealedOnesAndOnceWhenTheyAreSealed() throws Exception {
        room.put("2026/11/23/16/sealed", line("a"));
        append(line("b") + line("c"), 1);
        assertThat(room.rows("SELECT count(*), min(datehour), max(datehour) FROM my_ingested_data"))
                .containsExactly("3|2026/11/23/16|2026/11/23/17");
        assertThat(room.rows("SELECT count(*) FROM my_ingested_data WHERE datehour = '2026/11/23/17'"))
                .containsExactly("2");
        room.put(KEY, line("b") + line("c"));
        assertThat(room.rows("SELECT count(*) FROM my_ingested_data")).containsExactly("3");
    }

    @Test
    void aLineThatIsNotEndedYetIsReadAgainEachTime() throws Exception {
        append("{\"element_clicked\":\"x\",", 1);
        assertThat(room.rows("SELECT count(*) FROM my_ingested_data")).containsExactly("1");
        append("\"time_spent\":5}\n", 2);
        assertThat(room.rows("SELECT element_clicked, time_spent FROM my_ingested_data"))
                .containsExactly("x|5");
    }

    @Test
    void whatStandsBeforeALineThatIsNotEndedIsPartOfIt() throws Exception {
        append(line("a") + "  ", 1);
        assertThat(room.rows("SELECT element_clicked FROM my_ingested_data ORDER BY 1"))
                .containsExactly("a", "null");
        append(line("b") + "\r", 2);
        assertThat(room.rows("SELECT element_clicked FROM my_ingested_data ORDER BY 1"))
                .containsExactly("a", "b", "null");
        append("\n" + line("c"), 3);
        assertThat(room.rows("SELECT element_clicked FROM my_ingested_data ORDER BY 1"))
                .containsExactly("a", "b", "c", "null");
    }

    @Test
    void aStalledStreamCostsNoWaitAndIsNamedInTheStatus() throws Exception {
        append(line("a"), 1);
        accepted.set(100);
        stream.stalled(new Stall(Stall.Reason.PROCESSOR_FAILING, "its function fails", Instant.now()));
        long begin = System.nanoTime();
        Rows rows = room.query.run(
                QueryRoom.ROOT,
                QueryRoom.REGION,
                "default",
                "SELECT count(*) FROM my_ingested_data",
                new RunOptions(10, Duration.ofSeconds(60), Duration.ofSeconds(30)));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(QueryRoom.text(rows)).containsExactly("1");
        assertThat(rows.freshness().leftOut()).extracting(LeftOut::stream).containsExactly("stream-1");
        Execution execution = room.succeed("SELECT count(*) FROM my_ingested_data");
        assertThat(execution.reason().orElse("")).startsWith("The answer leaves out the newest records of stream-1: ");
    }

    private void append(String text, long through) throws Exception {
        OpenBatch batch = stream.begin();
        OpenRecords.append(room, batch, KEY, text, through);
        accepted.set(through);
    }

    private static String line(String element) {
        return "{\"element_clicked\":\"" + element + "\",\"time_spent\":1}\n";
    }
}
