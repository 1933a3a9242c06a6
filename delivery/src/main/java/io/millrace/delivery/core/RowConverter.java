package io.millrace.delivery.core;

import java.nio.ByteBuffer;

/** Makes rows of one form; used by one thread for one batch. */
public interface RowConverter {

    /** Of the rows, as {@link io.millrace.objects.open.Birth#form} keeps it. */
    String form();

    /** {@link Outcome.Ok} with the bytes of the record's rows, or {@link Outcome.Failed}. */
    Outcome convert(ByteBuffer record);
}
