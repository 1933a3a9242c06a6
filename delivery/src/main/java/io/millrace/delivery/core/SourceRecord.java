package io.millrace.delivery.core;

import java.nio.ByteBuffer;

/**
 * A record, or a part of one, on its way through the processors.
 *
 * @param position in the stream's log: the record's name, for as long as the stream exists
 * @param part which part of it, from 0
 * @param arrivalMillis when it was accepted, by the wall clock
 * @param data what the previous processor made of it; not to be changed, its position and limit included
 */
public record SourceRecord(long position, int part, long arrivalMillis, ByteBuffer data) {

    SourceRecord part(int newPart, ByteBuffer newData) {
        return new SourceRecord(position, newPart, arrivalMillis, newData);
    }
}
