package io.millrace.query.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stretch of lines that one thread reads. Its lines are those that begin in it.
 *
 * @param name of the object, for messages
 * @param partition the values of the partition columns
 * @param source where the bytes come from
 * @param from where the stretch begins, in plain bytes
 * @param to where it ends; {@link Long#MAX_VALUE} for the object's end
 */
record Piece(String name, List<String> partition, Source source, long from, long to) {

    /** The bytes of an object, from the byte before a stretch on, so that a reader sees whether a line begins there. */
    interface Source {

        /** The plain bytes from there on; empty where the object is gone, or where another piece reads it whole. */
        Optional<Opened> open(long from) throws IOException;

        /** The number that the line has in its object, where that is not its number in this source. */
        default OptionalLong lineInObject(long line) {
            return OptionalLong.empty();
        }

        /** Rows that are decoded already, from the first line on without a gap; empty behind the last. */
        default Optional<OpenBlocks.Block> block(int number, OpenBlocks.Decoding decoding) throws IOException {
            return Optional.empty();
        }

        /** Says that one piece is read. */
        void done();
    }

    /**
     * An open stream.
     *
     * @param whole the stretches no longer hold, as the object was replaced: read it to its end
     */
    record Opened(InputStream stream, boolean whole) {}
}
