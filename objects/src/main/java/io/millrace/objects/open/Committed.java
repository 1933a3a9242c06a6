package io.millrace.objects.open;

import java.io.IOException;

/** Hears what became of a batch, on a thread that must not be blocked. */
public interface Committed {

    /** Its outcomes are forced and visible. */
    void committed();

    /** It has no effect that anybody sees; the same records may be processed again. */
    void failed(IOException cause);
}
