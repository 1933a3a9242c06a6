package io.millrace.query.scan;

import io.millrace.objects.open.OpenObject;
import java.util.Optional;

/** An open object, as its snapshot shows it; the snapshot is closed with the scan. */
record OpenSource(OpenObject object) implements Piece.Source {

    @Override
    public Optional<Piece.Opened> open(long from) {
        return Optional.of(new Piece.Opened(object.stream(), true));
    }

    @Override
    public void done() {
        // The snapshot keeps the bytes until the scan is closed.
    }
}
