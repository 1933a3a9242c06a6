package io.millrace.objects.open;

import java.util.Arrays;

/**
 * Where an object's bytes lie in the journal: one entry a piece. Grows at its end only, so that a {@link View} stays true;
 * guarded by its stream.
 */
final class Extents {

    /** The first so many pieces, immutable. */
    static final class View {
        private final long[] positions;
        private final int[] lengths;
        private final int count;

        private View(Extents extents) {
            this.positions = extents.positions;
            this.lengths = extents.lengths;
            this.count = extents.count;
        }

        int count() {
            return count;
        }

        long position(int piece) {
            return positions[piece];
        }

        int length(int piece) {
            return lengths[piece];
        }

        /** The lowest journal position, or {@link Long#MAX_VALUE} where it holds nothing. */
        long lowest() {
            return count == 0 ? Long.MAX_VALUE : positions[0];
        }
    }

    private long[] positions = new long[4];
    private int[] lengths = new int[4];
    private int count;

    /** @param position of the piece's frame */
    void add(long position, int length) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        positions[count] = position;
        lengths[count] = length;
        count++;
    }

    View view() {
        return new View(this);
    }
}
