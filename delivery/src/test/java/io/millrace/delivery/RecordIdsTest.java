package io.millrace.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Json;
import io.millrace.objects.open.StreamKey;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RecordIdsTest {

    private static final String KEY = "us-east-1.clicks.0123456789ab";
    private final RecordIds ids = new RecordIds(new StreamKey(KEY));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0xFFFF, 0x123456789ABCDEFL, Long.MAX_VALUE})
    void anIdSaysWhereItsRecordStands(long position) {
        for (int index : new int[] {0, 1, 499, 0xFFFFFF}) {
            String id = ids.id(position, index);
            assertThat(Base64.getDecoder().decode(id)).hasSize(168);
            assertThat(RecordIds.place(id)).hasValue(new RecordIds.Place(KEY, position, index));
        }
    }

    @Test
    void theAnswerToABatchHoldsTheIdsOfItsEntries() {
        for (int size : new int[] {1, 2, 500}) {
            AcceptedBatch batch = new AcceptedBatch(ids, 77, size);
            JsonNode answer = Json.MAPPER.readTree(new String(batch.answer(), US_ASCII));
            assertThat(answer.path("FailedPutCount").asInt(-1)).isZero();
            assertThat(answer.path("Encrypted").isBoolean()).isTrue();
            assertThat(answer.path("RequestResponses")
                            .valueStream()
                            .map(entry -> entry.path("RecordId").asString()))
                    .containsExactlyElementsOf(IntStream.range(0, size)
                            .mapToObj(index -> batch.get(index).recordId().orElseThrow())
                            .toList());
        }
    }
}
