package io.millrace.query;

import io.millrace.objects.open.Birth;
import io.millrace.objects.open.Committed;
import io.millrace.objects.open.Encoding;
import io.millrace.objects.open.OpenBatch;
import io.millrace.objects.open.Tally;
import io.millrace.objects.store.ObjectMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Appends to open data as delivery does. */
final class OpenRecords {

    private OpenRecords() {}

    static void append(QueryRoom room, OpenBatch batch, String key, String text, long through) throws Exception {
        batch.append(
                "hour",
                through - 1,
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
                () -> new Birth(
                        "hour",
                        QueryRoom.BUCKET,
                        room.store.bucket(QueryRoom.BUCKET).orElseThrow().incarnation(),
                        key,
                        1,
                        Instant.parse("2026-11-23T17:00:00Z"),
                        Instant.now(),
                        1 << 20,
                        Duration.ofMinutes(5),
                        Encoding.PLAIN,
                        ObjectMetadata.NONE,
                        ""));
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        batch.commit(through, new Tally(1, 0, 0), Optional.empty(), new Committed() {
            @Override
            public void committed() {
                done.complete(true);
            }

            @Override
            public void failed(IOException cause) {
                done.completeExceptionally(cause);
            }
        });
        done.get();
    }
}
