package io.millrace.objects.open;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the journal from growing with the age of what it holds: what pins its oldest segment is written again at its
 * end. Happens once the journal is larger than its limit and than four times what is live, so that at most as many bytes
 * are copied as came in since. Guarded by the stream.
 */
final class Carrying {

    private final OpenStream stream;
    private final Surroundings around;
    private boolean underWay;

    /** An attempt failed: the next waits until a batch of outcomes was committed, so that failures do not chase. */
    private boolean waiting;

    Carrying(OpenStream stream, Surroundings around) {
        this.stream = stream;
        this.around = around;
    }

    /** Carries what is oldest, if it is time to. Under the guard. */
    void consider() {
        OpenIndex index = stream.index();
        long span = stream.journal().forcedEnd() - index.needed();
        if (underWay
                || waiting
                || stream.closed()
                || span <= around.config().journalLimit().bytes()
                || span <= 4 * index.liveBytes()) {
            return;
        }
        if (index.definitionIsOldest()) {
            underWay = true;
            stream.submit(new CarriedDefinition(stream, this));
            return;
        }
        LiveObject oldest = oldest();
        if (oldest != null && oldest.writers == 0 && !oldest.stepping) {
            underWay = true;
            oldest.writers++;
            stream.submit(new CarriedObject(stream, around, this, oldest));
        }
    }

    private @Nullable LiveObject oldest() {
        LiveObject oldest = null;
        for (LiveObject object : stream.index().objects.values()) {
            if (oldest == null || object.start < oldest.start) {
                oldest = object;
            }
        }
        return oldest;
    }

    /** Under the guard. */
    void ended(boolean carried) {
        underWay = false;
        waiting = !carried;
    }

    /** The journal takes batches. Under the guard. */
    void journalWorks() {
        waiting = false;
    }
}
