package io.millrace.query.scan;

import io.millrace.base.Caller;
import io.millrace.formats.Codec;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.store.ByteRange;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.StoredObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of the store, opened once for all its pieces and closed after the last. Shared between threads. An object
 * that was replaced since it was listed is read whole by its first piece.
 */
final class StoredSource implements Piece.Source {

    private final ObjectsDoor door;
    private final Caller caller;
    private final String bucket;
    private final ObjectInfo listed;
    private int left;
    private boolean asked;
    private @Nullable StoredObject object;

    StoredSource(ObjectsDoor door, Caller caller, String bucket, ObjectInfo listed, int pieces) {
        this.door = door;
        this.caller = caller;
        this.bucket = bucket;
        this.listed = listed;
        this.left = pieces;
    }

    @Override
    public Optional<Piece.Opened> open(long from) throws IOException {
        StoredObject found = object();
        if (found == null) {
            return Optional.empty();
        }
        boolean same = found.info().size() == listed.size()
                && found.info().generation().equals(listed.generation());
        if (from > 0 && !same) {
            return Optional.empty();
        }
        Codec codec = Codec.of(listed.key(), found.info().metadata().contentEncoding());
        if (codec == Codec.NONE) {
            long left = found.info().size() - from;
            return Optional.of(new Piece.Opened(found.stream(new ByteRange(from, left)), !same));
        }
        InputStream packed = new BufferedInputStream(found.stream(), 1 << 16);
        return Optional.of(new Piece.Opened(codec.open(packed), true));
    }

    @Override
    public synchronized void done() {
        if (--left == 0) {
            close();
        }
    }

    synchronized void close() {
        if (object != null) {
            try {
                object.close();
            } catch (IOException failure) {
                throw new ScanFailure("GENERIC_INTERNAL_ERROR: s3://" + bucket + "/" + listed.key()
                        + " does not close: " + failure.getMessage());
            } finally {
                object = null;
            }
        }
        asked = true;
    }

    private synchronized @Nullable StoredObject object() throws IOException {
        if (!asked) {
            asked = true;
            object = door.get(caller, bucket, listed.key()).orElse(null);
        }
        return object;
    }
}
