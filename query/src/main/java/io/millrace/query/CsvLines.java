package io.millrace.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CSV of results: every field between double quotes, which are doubled within; null is nothing at all. Reading keeps
 * the place, so that a page can go on where the one before ended. Used by one thread.
 */
final class CsvLines {

    private final InputStream in;
    private long position;

    CsvLines(InputStream in, long position) {
        this.in = in;
        this.position = position;
    }

    static byte[] line(List<? extends @Nullable String> fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            line.append(i == 0 ? "" : ",");
            if (field != null) {
                line.append('"').append(field.replace("\"", "\"\"")).append('"');
            }
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Where the next line begins, in bytes. */
    long position() {
        return position;
    }

    /** The next line's fields, or null at the end. */
    @Nullable
    List<@Nullable String> next() throws IOException {
        int c = read();
        if (c < 0) {
            return null;
        }
        List<@Nullable String> fields = new ArrayList<>();
        while (true) {
            if (c == '"') {
                fields.add(quoted());
                c = read();
            } else {
                fields.add(null);
            }
            if (c == '\n' || c < 0) {
                return fields;
            }
            c = read();
        }
    }

    private String quoted() throws IOException {
        byte[] bytes = new byte[64];
        int length = 0;
        while (true) {
            int c = read();
            if (c == '"') {
                in.mark(1);
                if (in.read() != '"') {
                    in.reset();
                    return new String(bytes, 0, length, StandardCharsets.UTF_8);
                }
                position++;
            }
            if (c < 0) {
                throw new IOException("The result file ends within a field.");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = (byte) c;
        }
    }

    private int read() throws IOException {
        int c = in.read();
        position += c < 0 ? 0 : 1;
        return c;
    }
}
