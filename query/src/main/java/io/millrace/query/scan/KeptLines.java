package io.millrace.query.scan;

import io.millrace.query.copies.KeptLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lines of an object that a copy keeps as they are. To be read from byte 1: the first line is empty, so that nothing
 * in the next is taken for a byte order mark.
 */
record KeptLines(List<KeptLine> lines) implements Piece.Source {

    @Override
    public Optional<Piece.Opened> open(long from) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write('\n');
        for (KeptLine line : lines) {
            text.writeBytes(line.bytes());
            text.write('\n');
        }
        InputStream stream = new ByteArrayInputStream(text.toByteArray());
        return Optional.of(new Piece.Opened(stream, true));
    }

    @Override
    public OptionalLong lineInObject(long line) {
        return OptionalLong.of(lines.get((int) line - 2).line());
    }

    @Override
    public void done() {
        // Nothing is open.
    }
}
