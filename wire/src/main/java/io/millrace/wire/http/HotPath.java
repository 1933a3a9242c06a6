package io.millrace.wire.http;

import java.util.concurrent.CompletionStage;

/**
 * Takes requests on the selector threads: must never block. Shared between threads. A stage that fails is our fault: it is
 * logged, and answered with a 500.
 */
public interface HotPath {

    /** @param host without port, lower case */
    boolean accepts(String method, String rawPath, String host);

    CompletionStage<HotResponse> handle(HotRequest request);

    /** Longer bodies are answered with 413. */
    default int bodyLimit() {
        return 10 * 1024 * 1024;
    }
}
