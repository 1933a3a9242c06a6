package io.millrace.functions.runtime;

import io.millrace.base.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The error documents that Lambda itself writes, when a process cannot. */
final class ErrorDocument {

    /** Go's names of signals, which AWS's messages show. */
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "hangup",
            2, "interrupt",
            4, "illegal instruction",
            6, "aborted",
            7, "bus error",
            8, "floating point exception",
            9, "killed",
            11, "segmentation fault",
            15, "terminated");

    private ErrorDocument() {}

    static byte[] exited(String requestId, int status) {
        String reason;
        if (status == 0) {
            reason = "Runtime exited without providing a reason";
        } else if (status > 128 && SIGNALS.containsKey(status - 128)) {
            reason = "Runtime exited with error: signal: " + SIGNALS.get(status - 128);
        } else {
            reason = "Runtime exited with error: exit status " + status;
        }
        return of("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason);
    }

    static byte[] timedOut(String requestId, Duration limit) {
        return of("Sandbox.Timedout", timeoutText(requestId, limit));
    }

    static String timeoutText(String requestId, Duration limit) {
        return String.format(
                Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds",
                requestId,
                limit.toMillis() / 1000.0);
    }

    static byte[] notStarted(String requestId, String why) {
        return of("Runtime.InvalidEntrypoint", "RequestId: " + requestId + " Error: " + why);
    }

    static byte[] unanswered(String requestId) {
        return of(
                "Runtime.NoResponse",
                "RequestId: " + requestId
                        + " Error: The runtime asked for the next invocation without answering this one");
    }

    static byte[] tooLarge(int limit) {
        return of(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + limit + " bytes).");
    }

    private static byte[] of(String type, String message) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("errorType", type);
        document.put("errorMessage", message);
        return Json.MAPPER.writeValueAsBytes(document);
    }
}
