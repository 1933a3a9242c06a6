package io.millrace.functions.runtime;

/**
 * What became of an invocation.
 *
 * @param payload the function's answer, or the error document where it failed
 * @param failed true where the function failed ({@code FunctionError: Unhandled})
 * @param logTail the last 4 KB of the invocation's log
 * @param workerId the process that answered, for {@link WorkerPool#leaking}
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
public record Outcome(String requestId, byte[] payload, boolean failed, byte[] logTail, String workerId) {}
