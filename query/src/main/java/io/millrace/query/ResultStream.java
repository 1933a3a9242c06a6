package io.millrace.query;

import io.millrace.query.engine.RunningQuery;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query's rows as the bytes of its CSV, made while they are read. Used by one thread. */
final class ResultStream extends InputStream {

    private final RunningQuery query;
    private byte[] line;
    private int position;
    private long rows;
    private boolean ended;

    ResultStream(RunningQuery query) {
        this.query = query;
        this.line = CsvLines.line(query.columns().stream().map(it -> it.name()).toList());
    }

    /** Data rows so far. */
    long rows() {
        return rows;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == line.length) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    private void next() {
        if (ended || !query.next()) {
            ended = true;
            return;
        }
        List<@Nullable String> fields = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
            Object value = query.value(i);
            fields.add(value == null ? null : ValueText.of(value));
        }
        line = CsvLines.line(fields);
        position = 0;
        rows++;
    }
}
