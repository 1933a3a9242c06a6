package io.millrace.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment file; all numbers big-endian, all checksums CRC32C.
 *
 * <pre>
 * segment = header commit* zeros
 *
 * header   0  8  "MLRJRNL" and the version, 1
 *          8  8  sequence: the order of the segments
 *         16  8  base: the position of the byte that follows this header
 *         24  8  id: drawn once for a journal
 *         32  4  CRC of bytes 0 to 31
 *
 * commit   0  4  0xC0AA17ED: negative, as no frame's length is
 *          4  4  length of its frames, together; 0 in the mark that a clean close leaves at the end
 *          8  8  position of this byte 0
 *         16  8  id
 *         24  4  CRC of bytes 0 to 23
 *         28     frames
 *
 * frame    0  4  length of the payload
 *          4  4  check: of id, position and length, see {@link #check}
 *          8  4  CRC of the payload, exclusive-or check
 *         12     payload
 * </pre>
 *
 * <p>A position is an address in the journal: {@code base + offset in file - 36}. A commit's header counts to its first
 * frame, whose position is the header's, so that frames touch. A commit is written only when all bytes before it are
 * forced: <b>an intact commit header proves that everything below its position was forced.</b>
 *
 * <p>Zeros may be written ahead of small commits, which then go over them; they are no header of anything.
 *
 * <p>The id is known to nobody who sends payloads, so that bytes within a payload never pass for a header, nor do the
 * blocks of a deleted file.
 */
final class Format {

    static final int SEGMENT_HEADER = 36;
    static final int COMMIT_HEADER = 28;
    static final int FRAME_HEADER = 12;

    private static final long SEGMENT_MAGIC = 0x4D4C524A_524E4C01L;
    private static final int COMMIT_MAGIC = 0xC0AA17ED;

    private Format() {}

    static void putSegmentHeader(ByteBuffer into, Segment segment, long id) {
        int at = into.position();
        into.putLong(SEGMENT_MAGIC)
                .putLong(segment.sequence())
                .putLong(segment.base())
                .putLong(id);
        into.putInt(crc(into, at, 32));
    }

    /** Whether an intact segment header stands there. */
    static boolean isSegmentHeader(ByteBuffer bytes, int at) {
        return bytes.getInt(at + 32) == crc(bytes, at, 32);
    }

    /** Whether the intact header is of a version that we know. */
    static boolean isKnownVersion(ByteBuffer bytes, int at) {
        return bytes.getLong(at) == SEGMENT_MAGIC;
    }

    static long sequence(ByteBuffer bytes, int at) {
        return bytes.getLong(at + 8);
    }

    static long base(ByteBuffer bytes, int at) {
        return bytes.getLong(at + 16);
    }

    static long segmentId(ByteBuffer bytes, int at) {
        return bytes.getLong(at + 24);
    }

    static void putCommitHeader(ByteBuffer into, int length, long position, long id) {
        int at = into.position();
        into.putInt(COMMIT_MAGIC).putInt(length).putLong(position).putLong(id);
        into.putInt(crc(into, at, 24));
    }

    /** Whether the intact header of a commit at that position stands there, of whatever journal. */
    static boolean isCommitHeader(ByteBuffer bytes, int at, long position) {
        return bytes.getInt(at) == COMMIT_MAGIC
                && bytes.getLong(at + 8) == position
                && bytes.getInt(at + 24) == crc(bytes, at, 24);
    }

    static int commitLength(ByteBuffer bytes, int at) {
        return bytes.getInt(at + 4);
    }

    static long commitId(ByteBuffer bytes, int at) {
        return bytes.getLong(at + 16);
    }

    /** Whether the intact header of a frame at that position stands there; its payload may be damaged. */
    static boolean isFrameHeader(ByteBuffer bytes, int at, long position, long id) {
        int length = bytes.getInt(at);
        return length >= 0 && bytes.getInt(at + 4) == check(id, position, length);
    }

    /** Binds a frame to its journal, its place and its length; never 0, so that zeros are no frame. */
    static int check(long id, long position, int length) {
        long mixed = (id ^ (position * 0x9E3779B97F4A7C15L)) + length * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        int check = (int) (((mixed ^ (mixed >>> 32)) * 0x94D049BB133111EBL) >>> 32);
        return check == 0 ? 1 : check;
    }

    private static int crc(ByteBuffer bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().clear().position(at).limit(at + length));
        return (int) crc.getValue();
    }
}
