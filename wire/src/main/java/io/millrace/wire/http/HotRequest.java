package io.millrace.wire.http;

import java.util.List;
import java.util.Map;

/** A request on the hot path, its body read. What is costly is made when it is asked for. Used by one thread at a time. */
public interface HotRequest {

    String method();

    /** As it was sent. */
    String rawPath();

    /** Without the question mark; may be empty. */
    String rawQuery();

    /** Without port, lower case. */
    String host();

    /** Decoded; in the order of the request. */
    Map<String, List<String>> query();

    /** By lower-case name. */
    Map<String, List<String>> headers();

    byte[] body();

    /** The client's address. */
    String remote();
}
