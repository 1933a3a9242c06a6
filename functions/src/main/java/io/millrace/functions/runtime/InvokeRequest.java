package io.millrace.functions.runtime;

import java.util.Optional;

/**
 * What a process is asked to do.
 *
 * @param functionArn what was invoked, as the caller named it: with or without a qualifier
 * @param payload a JSON document
 * @param clientContext a JSON document for {@code context.client_context}
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
public record InvokeRequest(String requestId, String functionArn, byte[] payload, Optional<String> clientContext) {}
