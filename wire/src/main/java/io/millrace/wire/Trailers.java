package io.millrace.wire;

import java.util.Map;

/** A request body that may end with headers, e.g. {@code x-amz-checksum-crc32}. Already checked when they can be read. */
public interface Trailers {

    /** By lower-case name; empty before the body's end was read. */
    Map<String, String> trailers();
}
