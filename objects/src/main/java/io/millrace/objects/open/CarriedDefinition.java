package io.millrace.objects.open;

import io.millrace.journal.Completion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The definition in force, written again at the journal's end. */
final class CarriedDefinition implements Submission, Completion {

    private final OpenStream stream;
    private final Carrying carrying;
    private List<ByteBuffer> frames = List.of();

    CarriedDefinition(OpenStream stream, Carrying carrying) {
        this.stream = stream;
        this.carrying = carrying;
    }

    @Override
    public void begin(long batch) {
        OpenIndex index = stream.index();
        frames = List.of(
                OpenFrame.defined(batch, index.definition().orElseThrow()),
                OpenFrame.encode(new OpenFrame.Commit(batch, 1, index.nextObject, index.visible, index.tally)));
        stream.journal().append(frames, this);
    }

    @Override
    public void forced(long first) {
        throw new IllegalStateException("The definition and its mark are two frames");
    }

    @Override
    public void forced(long first, long end) {
        synchronized (stream) {
            OpenIndex index = stream.index();
            long[] positions = FramePositions.of(frames, first, end);
            index.defined(index.definition().orElseThrow(), positions[0]);
            index.committed(positions[1], index.visible, index.tally);
            carrying.ended(true);
            stream.endTurn();
        }
    }

    @Override
    public void failed(IOException cause) {
        synchronized (stream) {
            carrying.ended(false);
            stream.endTurn();
        }
    }

    @Override
    public void refused() {
        failed(new IOException("The stream's open data is closed."));
    }
}
