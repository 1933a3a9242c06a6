package io.millrace.journal;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many put, one takes all there is. Shared between threads; the appends are its links, so that nothing is allocated. */
final class AppendQueue {

    private final AtomicReference<@Nullable Append> newest = new AtomicReference<>();

    void put(Append append) {
        Append before = newest.get();
        while (true) {
            append.next = before;
            Append witness = newest.compareAndExchangeRelease(before, append);
            if (witness == before) {
                return;
            }
            before = witness;
        }
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** All appends, linked from the oldest to the newest; null where there is none. */
    @Nullable
    Append takeAll() {
        Append link = newest.getAndSet(null);
        Append oldest = null;
        while (link != null) {
            Append older = link.next;
            link.next = oldest;
            oldest = link;
            link = older;
        }
        return oldest;
    }
}
