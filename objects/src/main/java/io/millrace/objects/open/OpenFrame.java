package io.millrace.objects.open;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a frame of a stream's open data journal says. Numbers are big-endian; text is UTF-8 behind its length in two
 * bytes.
 *
 * <pre>
 * BORN     1 | batch 8 | object 8 | intent text | group, bucket, incarnation, key text | version 4
 *            | arrival ms 8 | born ms 8 | seal at 8 | seal after ms 8 | encoding 1 | headers 2 (name, value)*
 * PIECE    2 | batch 8 | object 8 | log position of its first record 8 | records 4 | bytes to the end
 * DEFINED  3 | batch 8 | version 4 | definition text to the end
 * COMMIT   4 | batch 8 | frames before it in the batch 4 | next object 8 | log position reached 8
 *            | outputs 8 | failures 8 | drops 8
 * INTENT   5 | object 8 | staging id text
 * SEALED   6 | object 8
 * </pre>
 */
sealed interface OpenFrame {

    byte BORN = 1;
    byte PIECE = 2;
    byte DEFINED = 3;
    byte COMMIT = 4;
    byte INTENT = 5;
    byte SEALED = 6;

    /** Bytes of a PIECE before the object's. */
    int PIECE_HEADER = 1 + 8 + 8 + 8 + 4;

    /** Belongs to a batch: void unless its commit mark follows. */
    sealed interface OfBatch extends OpenFrame {
        long batch();
    }

    /**
     * An object begins, or is carried forward: what was journaled of it before is void.
     *
     * @param intent the staging id of an outstanding intent, or empty
     */
    record Born(long batch, long object, String intent, Birth birth) implements OfBatch {}

    /** @param length of the object's bytes in it */
    record Piece(long batch, long object, long from, int records, int length) implements OfBatch {}

    record Defined(long batch, Definition definition) implements OfBatch {}

    /** @param nextObject greater than the number of any object born so far, so that none is used twice */
    record Commit(long batch, int frames, long nextObject, long through, Tally tally) implements OfBatch {}

    record Intent(long object, String stagingId) implements OpenFrame {}

    record Sealed(long object) implements OpenFrame {}

    static OpenFrame decode(ByteBuffer payload) {
        ByteBuffer in = payload.duplicate();
        byte type = in.get();
        return switch (type) {
            case BORN -> new Born(in.getLong(), in.getLong(), BirthCodec.text(in), BirthCodec.decode(in));
            case PIECE -> new Piece(in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.remaining());
            case DEFINED -> new Defined(in.getLong(), new Definition(in.getInt(), rest(in)));
            case COMMIT ->
                new Commit(
                        in.getLong(),
                        in.getInt(),
                        in.getLong(),
                        in.getLong(),
                        new Tally(in.getLong(), in.getLong(), in.getLong()));
            case INTENT -> new Intent(in.getLong(), BirthCodec.text(in));
            case SEALED -> new Sealed(in.getLong());
            default ->
                throw new IllegalStateException("Open data holds a frame of the unknown type " + type
                        + ": it was written by a newer version of Millrace. Start that one.");
        };
    }

    static ByteBuffer born(long batch, long object, String intent, Birth birth) {
        return BirthCodec.encode(batch, object, intent, birth);
    }

    /** The header of a piece, with room for its bytes. */
    static ByteBuffer piece(long batch, long object, long from, int records, int length) {
        return ByteBuffer.allocate(PIECE_HEADER + length)
                .put(PIECE)
                .putLong(batch)
                .putLong(object)
                .putLong(from)
                .putInt(records);
    }

    static ByteBuffer defined(long batch, Definition definition) {
        byte[] text = definition.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 8 + 4 + text.length)
                .put(DEFINED)
                .putLong(batch)
                .putInt(definition.version())
                .put(text)
                .flip();
    }

    static ByteBuffer encode(Commit commit) {
        return ByteBuffer.allocate(1 + 8 + 4 + 5 * 8)
                .put(COMMIT)
                .putLong(commit.batch())
                .putInt(commit.frames())
                .putLong(commit.nextObject())
                .putLong(commit.through())
                .putLong(commit.tally().outputs())
                .putLong(commit.tally().failures())
                .putLong(commit.tally().drops())
                .flip();
    }

    static ByteBuffer intent(long object, String stagingId) {
        byte[] id = BirthCodec.bytes(stagingId);
        return ByteBuffer.allocate(1 + 8 + 2 + id.length)
                .put(INTENT)
                .putLong(object)
                .putShort((short) id.length)
                .put(id)
                .flip();
    }

    static ByteBuffer sealed(long object) {
        return ByteBuffer.allocate(1 + 8).put(SEALED).putLong(object).flip();
    }

    private static String rest(ByteBuffer in) {
        return StandardCharsets.UTF_8.decode(in).toString();
    }
}
