package io.millrace.delivery.core;

import io.millrace.objects.open.Birth;

/** What an object of a stream is for; the first word of its group in open data. */
public enum OutputKind {
    /** Processed records. */
    MAIN("main|"),
    /** Records that could not be processed, one line each. */
    ERROR("error|"),
    /** Records as they were accepted. */
    BACKUP("backup|");

    private final String mark;

    OutputKind(String mark) {
        this.mark = mark;
    }

    String mark() {
        return mark;
    }

    /** Of an object of open data. */
    public static OutputKind of(Birth birth) {
        for (OutputKind kind : values()) {
            if (birth.group().startsWith(kind.mark)) {
                return kind;
            }
        }
        return MAIN;
    }
}
