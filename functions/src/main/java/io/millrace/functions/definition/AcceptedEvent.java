package io.millrace.functions.definition;

/**
 * An invocation of type Event that was answered with 202, without its payload.
 *
 * @param id its request id, the same at each try
 * @param context the client context as JSON, or empty
 * @param size bytes of its payload
 * @param acceptedMillis when it came
 * @param dueMillis when it is tried next
 * @param failures how often the function failed on it
 * @param refusals how often it could not be tried
 */
public record AcceptedEvent(
        String id,
        FunctionName name,
        String context,
        long size,
        long acceptedMillis,
        long dueMillis,
        int failures,
        int refusals) {

    public AcceptedEvent failed(long due) {
        return new AcceptedEvent(id, name, context, size, acceptedMillis, due, failures + 1, refusals);
    }

    public AcceptedEvent refused(long due) {
        return new AcceptedEvent(id, name, context, size, acceptedMillis, due, failures, refusals + 1);
    }
}
