package io.millrace.journal;

import java.util.ArrayList;
import java.util.List;

/** The segments of a journal at one moment, in order; at least one. Immutable, shared between threads. */
record Segments(List<Segment> list) {

    Segments {
        list = List.copyOf(list);
    }

    Segment first() {
        return list.getFirst();
    }

    Segment last() {
        return list.getLast();
    }

    Segments with(Segment newest) {
        List<Segment> more = new ArrayList<>(list);
        more.remove(newest);
        more.add(newest);
        return new Segments(more);
    }

    Segments without(Segment gone) {
        return new Segments(list.stream().filter(kept -> !kept.equals(gone)).toList());
    }

    /** The segment that holds a position; the first where all begin later. */
    Segment at(long position) {
        int low = 0;
        int high = list.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (list.get(middle).base() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return list.get(low);
    }

    /** Where the next segment begins; beyond any position for the last. */
    long end(Segment segment) {
        int after = list.indexOf(segment) + 1;
        return after < list.size() ? list.get(after).base() : Long.MAX_VALUE;
    }
}
