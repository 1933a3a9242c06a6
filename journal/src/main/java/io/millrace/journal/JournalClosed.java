package io.millrace.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The journal takes no appends any more: it was closed, or its writer died of an error, which is the cause. */
public final class JournalClosed extends IOException {

    private static final long serialVersionUID = 1L;

    JournalClosed(@Nullable Throwable cause) {
        super(cause == null ? "The journal is closed" : "The journal's writer died", cause);
    }
}
