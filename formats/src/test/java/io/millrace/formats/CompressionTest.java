package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.SnappyHadoopCompatibleOutputStream;

class CompressionTest {

    @ParameterizedTest
    @EnumSource
    void whatIsCompressedReadsBackByItsExtensionAndByItsContentEncoding(Compression compression) throws IOException {
        for (int size : new int[] {0, 1, 100, 256 << 10, (256 << 10) + 1, 1_000_000}) {
            byte[] plain = new byte[size];
            new Random(size).nextBytes(plain);
            byte[] packed = packed(compression, plain);
            assertThat(unpacked(Codec.of("a" + compression.extension(), Optional.empty()), packed))
                    .isEqualTo(plain);
            assertThat(unpacked(Codec.of("a", Optional.of(compression.contentEncoding())), packed))
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameBytesMakeTheSameObject(Compression compression) throws IOException {
        byte[] plain = "{\"a\":1}\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThat(packed(compression, plain)).isEqualTo(packed(compression, plain));
    }

    @Test
    void hadoopsSnappyIsByteForByteWhatItsOwnLibraryWrites() throws IOException {
        byte[] plain = new byte[20_000];
        new Random(1).nextBytes(plain);
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        try (OutputStream out = new SnappyHadoopCompatibleOutputStream(theirs, 256 << 10)) {
            out.write(plain);
        }
        assertThat(packed(Compression.HADOOP_SNAPPY, plain)).isEqualTo(theirs.toByteArray());
    }

    private static byte[] packed(Compression compression, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.over(bytes, "only")) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(Codec codec, byte[] packed) throws IOException {
        try (InputStream in = codec.open(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
