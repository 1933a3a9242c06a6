package io.millrace.gateway.call;

import java.util.Map;

/** The answer of a deployed API. */
@SuppressWarnings("ArrayRecordComponent") // See Integration.Call.
public record StageResponse(int status, Map<String, String> headers, byte[] body) {}
