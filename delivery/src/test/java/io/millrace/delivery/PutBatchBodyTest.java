package io.millrace.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.wire.WireException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutBatchBodyTest {

    private static final String USUAL =
            "{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\"},{\"Data\":\"\"},{\"Data\":\"YmI=\"}]}";

    private static List<String> texts(PutBatchBody body) {
        return body.data().stream()
                .map(data -> UTF_8.decode(data.duplicate()).toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                USUAL,
                "{ \"Records\" : [ {\"Data\" : \"YQ==\" } ,\t{\"Data\":\"\"},{\"Data\":\"YmI\"}], \"DeliveryStreamName\":\"s\" }",
                "{\"DeliveryStreamName\":\"\\u0073\",\"Records\":[{\"Data\":\"YQ\\u003d=\"},{\"Data\":\"\",\"X\":null},{\"Data\":\"YmI=\"}],\"Other\":null}",
                "{\"DeliveryStreamName\":\"x\",\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\"},{\"Data\":\"\"},{\"Data\":\"YmI=\"}]}",
            })
    void aBodyOfAnyShapeGivesItsStreamAndItsData(String body) {
        PutBatchBody read = PutBatchBody.read(body.getBytes(UTF_8));
        assertThat(read.stream()).isEqualTo("s");
        assertThat(texts(read)).containsExactly("a", "", "bb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\",\"More\":1}]} | More is not supported",
                "{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\"}],\"More\":1} | The parameter More is not",
                "{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"Y!\"}]}              | must be base64",
                "{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\"},{}]}         | records.2.member.data",
                "{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\"},]}           | The body is not JSON",
                "{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\"}]} x          | The body is not JSON",
                "{\"Records\":[{\"Data\":\"YQ==\"}]}                                         | 'deliveryStreamName'",
            })
    void whatIsRefusedIsRefusedByName(String body, String message) {
        assertThatThrownBy(() -> PutBatchBody.read(body.getBytes(UTF_8)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cutOrChangedAnywhereTheBodyIsReadAsTheGeneralReaderReadsIt() {
        Random random = new Random(5);
        String odd = "{}[]\",:\\ =YQé\u0000\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder(USUAL);
            for (int edits = random.nextInt(1, 3); edits > 0; edits--) {
                int at = random.nextInt(body.length());
                switch (random.nextInt(3)) {
                    case 0 -> body.deleteCharAt(at);
                    case 1 -> body.insert(at, odd.charAt(random.nextInt(odd.length())));
                    default -> body.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
                }
            }
            String changed = body.toString();
            new PlainBatch(changed.getBytes(UTF_8)).read().ifPresent(fast -> {
                PutBatchBody general = PutBatchBody.whole(changed.getBytes(UTF_8));
                assertThat(fast.stream()).as(changed).isEqualTo(general.stream());
                assertThat(texts(fast)).as(changed).isEqualTo(texts(general));
            });
        }
    }
}
