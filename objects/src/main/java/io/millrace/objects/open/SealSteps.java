package io.millrace.objects.open;

import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What sealing does to the store, step by step; called by {@link Sealing} in the order that the contract asks for. The
 * simulation replaces a step to show that it would notice.
 */
class SealSteps {

    private final ObjectStore store;

    SealSteps(ObjectStore store) {
        this.store = store;
    }

    /** The staging id of an object; ends with its number, so that a stream finds its own again. */
    static String stagingId(StreamKey key, long number) {
        return key.text() + "." + number;
    }

    static boolean belongsTo(StreamKey key, String stagingId) {
        int dot = stagingId.lastIndexOf('.');
        return dot == key.text().length() && stagingId.startsWith(key.text());
    }

    /** An object's birth as recovery takes it over: as it was journaled. */
    Birth recovered(Birth birth) {
        return birth;
    }

    /** Encodes the bytes into a staging file and forces it. */
    void stage(String stagingId, Birth birth, InputStream bytes) throws IOException {
        try (Staging staging = store.stage(stagingId)) {
            try (bytes;
                    OutputStream encoded =
                            birth.encoding().over(new Uncloseable(staging.out()), entryName(birth), birth.form())) {
                bytes.transferTo(encoded);
            }
            ObjectMetadata metadata = birth.encoding()
                    .contentEncoding()
                    .map(birth.metadata()::withContentEncoding)
                    .orElse(birth.metadata());
            staging.force(metadata);
        }
    }

    /** The key's last part, without what the encoding added to it. */
    private static String entryName(Birth birth) {
        String name = birth.key().substring(birth.key().lastIndexOf('/') + 1);
        String extension = birth.encoding().extension();
        boolean added = !extension.isEmpty() && name.endsWith(extension);
        return added ? name.substring(0, name.length() - extension.length()) : name;
    }

    /** The rename: the commit. */
    void publish(String stagingId, Bucket bucket, String key) throws IOException {
        store.publish(stagingId, bucket, key);
    }

    /** A staging's stream belongs to the staging. */
    private static final class Uncloseable extends OutputStream {
        private final OutputStream out;

        Uncloseable(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
