package io.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeBodyTest {

    @ParameterizedTest
    @CsvSource({"0, ", "0, 0", "10, 10", "10, ", "10, 5", "10, 20", "10000, 1", "10000, 10000", "20000, ", "5, x"})
    void aBodyIsReadWhateverItsSenderDeclared(int length, @Nullable String declared) throws IOException {
        byte[] bytes = bytes(length);
        assertThat(WholeBody.read(new ByteArrayInputStream(bytes), Optional.ofNullable(declared), 20_000))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"101, ", "101, 101", "101, 100", "101, 7", "100000, "})
    void aBodyPastTheLimitIsRefused(int length, @Nullable String declared) {
        assertThatThrownBy(() ->
                        WholeBody.read(new ByteArrayInputStream(bytes(length)), Optional.ofNullable(declared), 100))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("longer than 100 bytes");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        return bytes;
    }
}
