package io.millrace.wire.http;

import io.millrace.wire.WireResponse;

/** Answers our own paths under {@code /_/}, on a virtual thread each: may block. Shared between threads. */
@FunctionalInterface
public interface PageHandler {

    WireResponse handle(PageRequest request) throws Exception;
}
