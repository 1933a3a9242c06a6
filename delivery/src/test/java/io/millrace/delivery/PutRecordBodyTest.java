package io.millrace.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.wire.WireException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutRecordBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"YQ==\"}}",
                "{ \"Record\" : { \"Data\" : \"YQ==\" } , \"DeliveryStreamName\" : \"s\" }",
                "{\"DeliveryStreamName\":\"\\u0073\",\"Record\":{\"Data\":\"YQ==\",\"More\":null},\"Other\":null}",
                "{\"DeliveryStreamName\":\"x\",\"Record\":\"y\",\"Record\":{\"Data\":\"YQ==\"},\"DeliveryStreamName\":\"s\"}",
                "{\"Record\":{\"Data\":\"Yg==\",\"Data\":\"YQ==\"},\"DeliveryStreamName\":\"s\"}",
            })
    void aBodyOfAnyShapeGivesItsStreamAndItsData(String body) {
        PutRecordBody read = PutRecordBody.read(body.getBytes(UTF_8));
        assertThat(read.stream()).isEqualTo("s");
        assertThat(read.data()).containsExactly('a');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"YQ==\",\"More\":1}} | The parameter Record.More is not",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"YQ==\"},\"More\":1} | The parameter More is not",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"Y!\"}}              | Record.Data must be base64",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":1}}                   | Record.Data must be a string",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{}}                             | Value null at 'record.data'",
                "{\"DeliveryStreamName\":\"s\",\"Record\":[]}                             | Record must be an object",
                "{\"DeliveryStreamName\":\"s\"}                                           | Value null at 'record'",
                "{\"Record\":{\"Data\":\"YQ==\"}}                                         | Value null at 'deliveryStreamName'",
                "{\"DeliveryStreamName\":1,\"Record\":{\"Data\":\"YQ==\"}}                | DeliveryStreamName must be a string",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"YQ==\"}             | The body is not JSON",
            })
    void whatIsRefusedIsRefusedByName(String body, String message) {
        assertThatThrownBy(() -> PutRecordBody.read(body.getBytes(UTF_8)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(message);
    }
}
