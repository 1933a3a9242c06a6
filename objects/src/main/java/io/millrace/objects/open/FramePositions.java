package io.millrace.objects.open;

import io.millrace.journal.Journal;
import java.nio.ByteBuffer;
import java.util.List;

/** Where the frames of one append came to stand. */
final class FramePositions {

    private FramePositions() {}

    /**
     * One position a frame, in their order.
     *
     * @param first the first frame's position
     * @param end the position after the last frame
     */
    static long[] of(List<ByteBuffer> frames, long first, long end) {
        long[] positions = new long[frames.size()];
        long next = end;
        for (int i = positions.length - 1; i > 0; i--) {
            next -= Journal.frameSize(frames.get(i).capacity());
            positions[i] = next;
        }
        positions[0] = first;
        return positions;
    }
}
