package io.millrace.query.scan;

import io.millrace.base.Caller;
import io.millrace.catalog.Table;
import io.millrace.formats.Codec;
import io.millrace.formats.LineSplitter;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.store.StoredObject;
import io.millrace.query.copies.CopiedObject;
import io.millrace.query.copies.KeptLine;
import io.millrace.query.copies.Wanted;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comes of the objects that a copy is made of: how many rows each gave, and which of its lines must be kept. An
 * object counts only when it was read to its end, as the generation that was asked for. Used by one thread at a time.
 */
public final class Copying {

    private static final long KEPT_BYTES = 256 * 1024;

    /** One object on its way. */
    private static final class Progress {
        private final List<KeptLine> kept = new ArrayList<>();
        private long keptBytes;
        private long rows;
        private boolean whole;
        private boolean failed;
    }

    private final Table table;
    private final List<Wanted> wanted;
    private final List<Progress> progress = new ArrayList<>();

    public Copying(Table table, List<Wanted> wanted) {
        this.table = table;
        this.wanted = List.copyOf(wanted);
        wanted.forEach(_ -> progress.add(new Progress()));
    }

    /** The scan that reads the objects, with those rights. */
    public PlannedScan scan(ObjectsDoor door, Caller caller) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Wanted one = wanted.get(i);
            List<String> partition = new ArrayList<>(one.partition());
            partition.add(String.valueOf(i));
            String name = "s3://" + one.bucket() + "/" + one.object().key();
            pieces.add(new Piece(name, partition, new Exact(door, caller, one), 0, Long.MAX_VALUE));
        }
        return new PlannedScan(table, pieces, this);
    }

    /** Once the scan is over: the objects whose rows are whole. */
    public List<CopiedObject> copied() {
        List<CopiedObject> copied = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Progress object = progress.get(i);
            if (object.whole && !object.failed) {
                Wanted one = wanted.get(i);
                copied.add(new CopiedObject(
                        i,
                        one.bucket(),
                        one.object().key(),
                        one.object().generation(),
                        one.object().size(),
                        one.partition(),
                        object.rows,
                        List.copyOf(object.kept)));
            }
        }
        return copied;
    }

    /** Once the scan is over: the objects of which there can be no copy. */
    public List<Wanted> refused() {
        List<Wanted> refused = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (progress.get(i).failed) {
                refused.add(wanted.get(i));
            }
        }
        return refused;
    }

    void read(Piece piece, int rows, boolean ended) {
        Progress object = of(piece);
        object.rows += rows;
        object.whole |= ended;
    }

    void unreadable(Piece piece, int rows) {
        Progress object = of(piece);
        object.rows += rows;
        object.failed = true;
    }

    void malformed(Piece piece, LineSplitter line) {
        Progress object = of(piece);
        object.keptBytes += line.to() - line.from();
        if (object.keptBytes > KEPT_BYTES) {
            throw new ScanFailure("More of the object is malformed than a copy keeps.");
        }
        object.kept.add(KeptLine.of(line.line(), line.buffer(), line.from(), line.to()));
    }

    private Progress of(Piece piece) {
        return progress.get(Integer.parseInt(piece.partition().getLast()));
    }

    /** An object of that generation, or nothing. */
    private record Exact(ObjectsDoor door, Caller caller, Wanted wanted) implements Piece.Source {

        @Override
        public Optional<Piece.Opened> open(long from) throws IOException {
            String key = wanted.object().key();
            StoredObject object = door.get(caller, wanted.bucket(), key).orElse(null);
            if (object == null
                    || !object.info().generation().equals(wanted.object().generation())) {
                if (object != null) {
                    object.close();
                }
                throw new ScanFailure("The object was replaced before it could be copied.");
            }
            Codec codec = Codec.of(key, object.info().metadata().contentEncoding());
            InputStream plain = codec.open(new BufferedInputStream(object.stream(), 1 << 16));
            return Optional.of(new Piece.Opened(new ClosingBoth(plain, object), true));
        }

        @Override
        public void done() {
            // The stream closes the object.
        }
    }

    private static final class ClosingBoth extends FilterInputStream {
        private final StoredObject object;

        ClosingBoth(InputStream in, StoredObject object) {
            super(in);
            this.object = object;
        }

        @Override
        public void close() throws IOException {
            try (object) {
                super.close();
            }
        }
    }
}
