package io.millrace.functions;

import java.util.Optional;

/**
 * What an invocation gave.
 *
 * @param status 200, also where the function failed
 * @param functionError {@code Unhandled} where it failed; the payload is the error document then
 * @param logTail the last 4 KB of the invocation's log
 * @param workerId the process that answered, for {@link Functions#leaking}
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
public record InvokeResult(
        int status,
        Optional<String> functionError,
        byte[] payload,
        Optional<byte[]> logTail,
        String executedVersion,
        String workerId) {}
