package io.millrace.journal;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One caller's append on its way: a link of the queue, later of its commit. Handed from thread to thread whole. */
final class Append {

    final List<ByteBuffer> payloads;
    final Completion done;
    /** The bytes of its frames. */
    final long size;

    @Nullable
    Append next;

    /** Set by the writer before it completes. */
    long position;

    /** Likewise: where its last frame ends. */
    long end;

    Append(List<ByteBuffer> payloads, Completion done) {
        this.payloads = payloads;
        this.done = done;
        long sum = 0;
        for (int i = 0; i < payloads.size(); i++) {
            sum += Format.FRAME_HEADER + payloads.get(i).remaining();
        }
        this.size = sum;
    }
}
