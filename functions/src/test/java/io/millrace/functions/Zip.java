package io.millrace.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes deployment packages. */
public final class Zip {

    private Zip() {}

    /** Names and texts in turn. */
    public static byte[] of(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The archive with a Unix mode on its first entry, as {@code zip} writes it. */
    public static byte[] withMode(byte[] archive, int mode) {
        byte[] changed = archive.clone();
        for (int at = 0; at < changed.length - 46; at++) {
            if (changed[at] == 'P' && changed[at + 1] == 'K' && changed[at + 2] == 1 && changed[at + 3] == 2) {
                changed[at + 5] = 3;
                changed[at + 40] = (byte) mode;
                changed[at + 41] = (byte) (mode >>> 8);
                return changed;
            }
        }
        throw new IllegalArgumentException("not an archive");
    }
}
