package io.millrace.gateway.run;

import io.millrace.base.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What TestInvokeMethod tells of an execution; says nothing for the requests of a stage. Used by one thread at a time. */
final class ExecutionLog {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT);
    private static final int MAX_VALUE = 16 * 1024;

    /** For stages. */
    static final ExecutionLog SILENT = new ExecutionLog(Clock.system(), false);

    private final Clock clock;
    private final boolean speaks;
    private final StringBuilder text = new StringBuilder();

    private ExecutionLog(Clock clock, boolean speaks) {
        this.clock = clock;
        this.speaks = speaks;
    }

    static ExecutionLog of(Clock clock, String requestId) {
        ExecutionLog log = new ExecutionLog(clock, true);
        log.text.append("Execution log for request ").append(requestId).append('\n');
        return log;
    }

    boolean speaks() {
        return speaks;
    }

    synchronized void line(String line) {
        if (speaks) {
            text.append(TIME.format(clock.instant().atOffset(ZoneOffset.UTC)))
                    .append(" : ")
                    .append(line)
                    .append('\n');
        }
    }

    void line(String name, Object value) {
        if (speaks) {
            String shown = String.valueOf(value);
            line(name + ": " + (shown.length() > MAX_VALUE ? shown.substring(0, MAX_VALUE) + " [TRUNCATED]" : shown));
        }
    }

    synchronized String text() {
        return text.toString();
    }
}
