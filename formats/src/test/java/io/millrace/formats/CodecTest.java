package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyHadoopCompatibleOutputStream;
import org.xerial.snappy.SnappyOutputStream;

class CodecTest {

    private static final byte[] TEXT = "{\"a\":1}\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    private interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({
        "a/b.gz, '', GZIP", "a/b.GZ, '', GZIP", "a/b.zst, '', ZSTD", "a/b.snappy, '', SNAPPY", "a/b.zip, '', ZIP",
        "a/b, gzip, GZIP", "a/b.json, GZIP, GZIP", "a/b.json, '', NONE", "a.gz/b, '', NONE", "a/b, identity, NONE",
        "a/b, hadoop-snappy, SNAPPY", "a/b.bz2, '', BZIP2"
    })
    void theExtensionDecidesAndElseTheEncoding(String key, String encoding, Codec codec) {
        assertThat(Codec.of(key, Optional.of(encoding))).isEqualTo(codec);
    }

    @Test
    void whatIsPackedReadsPlain() throws IOException {
        assertThat(unpacked(Codec.GZIP, packed(GZIPOutputStream::new))).isEqualTo(TEXT);
        assertThat(unpacked(Codec.ZSTD, packed(ZstdOutputStream::new))).isEqualTo(TEXT);
        assertThat(unpacked(Codec.SNAPPY, packed(SnappyOutputStream::new))).isEqualTo(TEXT);
        assertThat(unpacked(Codec.SNAPPY, packed(SnappyFramedOutputStream::new)))
                .isEqualTo(TEXT);
        assertThat(unpacked(Codec.SNAPPY, packed(SnappyHadoopCompatibleOutputStream::new)))
                .isEqualTo(TEXT);
        assertThat(unpacked(Codec.ZIP, packed(CodecTest::zip))).isEqualTo(TEXT);
    }

    @Test
    void gzipMembersOneAfterTheOtherAreOneText() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(packed(GZIPOutputStream::new));
        both.write(packed(GZIPOutputStream::new));
        assertThat(unpacked(Codec.GZIP, both.toByteArray())).hasSize(2 * TEXT.length);
    }

    @Test
    void codecsThatAreNotSpokenAreNamed() {
        assertThatThrownBy(() -> unpacked(Codec.BZIP2, TEXT)).hasMessageContaining("bzip2");
    }

    private static byte[] packed(Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.over(bytes)) {
            out.write(TEXT);
        }
        return bytes.toByteArray();
    }

    private static OutputStream zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("only"));
        return zip;
    }

    private static byte[] unpacked(Codec codec, byte[] bytes) throws IOException {
        try (var in = codec.open(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
