package io.millrace.gateway.call;

import java.util.List;
import java.util.Map;

/**
 * A request to a deployed API.
 *
 * @param method upper case
 * @param path what follows the stage, as it was sent (not decoded), with a leading slash
 * @param query decoded, in the order sent; the last value of a name counts for a template
 * @param headers by lower-case name
 * @param sourceIp the peer's address
 */
@SuppressWarnings("ArrayRecordComponent") // See Integration.Call.
public record StageRequest(
        String apiId,
        String stage,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body,
        String sourceIp) {}
