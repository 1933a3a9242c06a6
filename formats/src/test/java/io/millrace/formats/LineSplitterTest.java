package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

    @Test
    void linesEndWithLineFeedCarriageReturnOrBothAndTheLastNeedNot() throws IOException {
        assertThat(lines("a\nb\r\nc\rd", 100)).containsExactly("0:a", "2:b", "5:c", "7:d");
        assertThat(lines("a\n", 100)).containsExactly("0:a");
        assertThat(lines("\n\r\n\r", 100)).containsExactly("0:", "1:", "3:");
        assertThat(lines("", 100)).isEmpty();
        assertThat(lines("\uFEFFa\n", 100)).containsExactly("3:a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theSizeOfReadsDoesNotMatter(int step) throws IOException {
        String text = "ab\r\n\r\ncd\re\n\nf";
        assertThat(lines(text, step)).isEqualTo(lines(text, 100));
    }

    @Test
    void linesLongerThanTheBufferAreWhole() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String line = "x".repeat(random.nextInt(400_000));
            expected.add(text.length() + ":" + line);
            text.append(line).append('\n');
        }
        assertThat(lines(text.toString(), 50_000)).isEqualTo(expected);
    }

    private static List<String> lines(String text, int step) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, step));
            }
        };
        LineSplitter splitter = new LineSplitter(in);
        List<String> lines = new ArrayList<>();
        while (splitter.next()) {
            int length = splitter.to() - splitter.from();
            lines.add(splitter.offset() + ":"
                    + new String(splitter.buffer(), splitter.from(), length, StandardCharsets.UTF_8));
            assertThat(splitter.line()).isEqualTo(lines.size());
        }
        return lines;
    }
}
