package io.millrace.formats;

/** Turns lines into rows of the columns it was made for. Used by one thread. */
public interface LineDecoder {

    /**
     * Adds one row to the batch, which must not be full.
     *
     * @throws MalformedRow where the line cannot be read; the batch is then as before
     */
    void decode(byte[] bytes, int from, int to, RowBatch batch) throws MalformedRow;
}
