package io.millrace.objects.open;

import java.util.List;

/** What a wait for open data came to: complete, or without the newest records of these streams. */
public record Freshness(List<LeftOut> leftOut) {

    public static final Freshness COMPLETE = new Freshness(List.of());

    public boolean complete() {
        return leftOut.isEmpty();
    }
}
