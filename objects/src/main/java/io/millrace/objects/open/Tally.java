package io.millrace.objects.open;

/**
 * How many log records had which outcome since the stream began.
 *
 * @param outputs records that became output bytes
 * @param failures records that became error lines
 * @param drops records that a processor dropped: the counted drops of promise 3
 */
public record Tally(long outputs, long failures, long drops) {

    public static final Tally NONE = new Tally(0, 0, 0);

    public Tally plus(Tally more) {
        return new Tally(outputs + more.outputs, failures + more.failures, drops + more.drops);
    }
}
