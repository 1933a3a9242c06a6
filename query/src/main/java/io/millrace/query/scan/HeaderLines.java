package io.millrace.query.scan;

import io.millrace.catalog.Table;

/** How many lines at the beginning of each object are no rows, as the table's properties say. */
public final class HeaderLines {

    private static final String HEADER = "skip.header.line.count";
    private static final String FOOTER = "skip.footer.line.count";

    private HeaderLines() {}

    /** The number; a {@link ScanFailure} where a property cannot be what it is. */
    public static int of(Table table) {
        if (!table.parameters().getOrDefault(FOOTER, "0").strip().equals("0")) {
            throw new ScanFailure("NOT_SUPPORTED: The table property '" + FOOTER + "' is not supported. Leave it out.");
        }
        String text = table.parameters().getOrDefault(HEADER, "0").strip();
        try {
            int lines = Integer.parseInt(text);
            if (lines >= 0) {
                return lines;
            }
        } catch (NumberFormatException wrong) {
            // The same message serves.
        }
        throw new ScanFailure("HIVE_INVALID_METADATA: Invalid value for the table property '" + HEADER + "': " + text
                + ". It must be a whole number from 0.");
    }
}
