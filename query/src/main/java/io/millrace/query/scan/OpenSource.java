package io.millrace.query.scan;

import io.millrace.objects.open.OpenObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * An open object, as its snapshot shows it; the snapshot is closed with the scan.
 *
 * @param rows what was decoded of it before
 */
record OpenSource(OpenObject object, Optional<OpenBlocks> rows) implements Piece.Source {

    @Override
    public Optional<Piece.Opened> open(long from) throws IOException {
        InputStream stream = object.stream();
        stream.skipNBytes(from);
        return Optional.of(new Piece.Opened(stream, true));
    }

    @Override
    public Optional<OpenBlocks.Block> block(int number, OpenBlocks.Decoding decoding) throws IOException {
        return rows.isEmpty() ? Optional.empty() : rows.get().block(number, object, decoding);
    }

    @Override
    public void done() {
        // The snapshot keeps the bytes until the scan is closed.
    }
}
