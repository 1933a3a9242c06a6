package io.millrace.query.engine;

import io.millrace.query.scan.PlannedScan;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's errors in Athena's words. */
final class EngineErrors {

    private static final Pattern OURS = Pattern.compile("([A-Z][A-Z_]{5,}: [^\\n]*)");

    private EngineErrors() {}

    static RuntimeException translate(SQLException error, List<PlannedScan> scans) {
        String message = String.valueOf(error.getMessage());
        if (message.startsWith("INTERRUPT Error")) {
            return new EngineFailure("The query was cancelled.", true);
        }
        for (PlannedScan scan : scans) {
            if (scan.failure().isPresent()) {
                return scan.failure().get();
            }
        }
        if (scans.stream().anyMatch(scan -> scan.copies().isToBlame(message))) {
            return new CopiesBroken();
        }
        return new EngineFailure(text(message), false);
    }

    private static String text(String message) {
        String first = message.lines().findFirst().orElse("");
        if (first.contains("Division by zero")) {
            return "DIVISION_BY_ZERO: Division by zero";
        }
        Matcher ours = OURS.matcher(first);
        if (first.startsWith("Invalid Input Error: ") && ours.find()) {
            return ours.group(1);
        }
        if (first.startsWith("Out of Range Error: ")) {
            return "NUMERIC_VALUE_OUT_OF_RANGE: " + after(first);
        }
        if (first.startsWith("Conversion Error: ")) {
            return "INVALID_CAST_ARGUMENT: " + after(first);
        }
        if (first.startsWith("Out of Memory Error")) {
            return "EXCEEDED_LOCAL_MEMORY_LIMIT: Query exhausted the memory that it may use."
                    + " Narrow it, or raise query.memory.";
        }
        if (first.startsWith("Invalid Input Error: ")) {
            return "INVALID_FUNCTION_ARGUMENT: " + after(first);
        }
        return "GENERIC_INTERNAL_ERROR: " + after(first);
    }

    private static String after(String message) {
        return message.substring(message.indexOf(": ") + 2);
    }
}
