package io.millrace.delivery.core;

import java.nio.ByteBuffer;

/**
 * A record on its way through the processors.
 *
 * @param position in the stream's log: its name, for as long as the stream exists
 * @param arrivalMillis when it was accepted, by the wall clock
 * @param data what the previous processor made of it; not to be changed, its position and limit included
 */
public record SourceRecord(long position, long arrivalMillis, ByteBuffer data) {

    public SourceRecord with(ByteBuffer newData) {
        return new SourceRecord(position, arrivalMillis, newData);
    }
}
