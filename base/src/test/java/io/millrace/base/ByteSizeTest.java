package io.millrace.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"113,113B", "1024,1KiB", "64 MiB,64MiB", "1536KiB,1536KiB", "2048MiB,2GiB", "0,0B"})
    void aSizeIsPrintedWithTheLargestUnitThatKeepsItExact(String text, String printed) {
        assertThat(ByteSize.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "64MB", "1.5GiB", "MiB"})
    void whatIsNoSizeIsRefusedWithTheUnitsNamed(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).hasMessageContaining("KiB");
    }
}
