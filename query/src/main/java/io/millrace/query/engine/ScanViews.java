package io.millrace.query.engine;

import io.millrace.query.copies.Selection;
import io.millrace.query.scan.PlannedScan;
import io.millrace.query.sql.EngineFunctions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a scan's name means to the engine: the rows of its columnar copies, and those that the table function gives. The
 * only files that are ever named to the engine are named here and in {@link CopyWriting}.
 */
final class ScanViews {

    /** So many stretches of numbers are compared one by one; more are joined. */
    private static final int COMPARED = 64;

    private ScanViews() {}

    /** What stands before a query, so that it can name its scans; each is named once, so nothing is kept for later. */
    static String before(Map<Long, PlannedScan> scans) {
        return scans.isEmpty()
                ? ""
                : scans.entrySet().stream()
                        .map(scan -> EngineFunctions.scanName(scan.getKey()) + " AS NOT MATERIALIZED ("
                                + rows(scan.getKey(), scan.getValue()) + ")")
                        .collect(Collectors.joining(", ", "WITH ", " "));
    }

    private static String rows(long id, PlannedScan scan) {
        String columns = columns(scan);
        List<String> sides = new ArrayList<>();
        List<Path> whole = new ArrayList<>();
        for (Selection.Part part : scan.copies().parts()) {
            if (part.whole()) {
                whole.add(part.file());
            } else {
                sides.add("SELECT false AS r" + columns + " FROM " + parquet(List.of(part.file())) + " WHERE "
                        + condition(part.numbers()));
            }
        }
        if (!whole.isEmpty()) {
            sides.addFirst("SELECT false AS r" + columns + " FROM " + parquet(whole));
        }
        if (sides.isEmpty() || !scan.hasNoPieces()) {
            sides.add("SELECT r" + columns + " FROM " + EngineFunctions.SCAN + "(" + id + ")");
        }
        return String.join(" UNION ALL ", sides);
    }

    static String columns(PlannedScan scan) {
        StringBuilder columns = new StringBuilder();
        int count = scan.fields().size() + scan.partitionTypes().size();
        for (int i = 0; i < count; i++) {
            columns.append(", c").append(i);
        }
        return columns.toString();
    }

    static String parquet(List<Path> files) {
        return files.stream()
                .map(file -> quote(file.toAbsolutePath().toString()))
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String condition(List<Selection.Range> ranges) {
        if (ranges.size() <= COMPARED) {
            return ranges.stream()
                    .map(range -> "(o BETWEEN " + range.from() + " AND " + range.to() + ")")
                    .collect(Collectors.joining(" OR ", "(", ")"));
        }
        String from = ranges.stream().map(range -> "" + range.from()).collect(Collectors.joining(","));
        String to = ranges.stream().map(range -> "" + range.to()).collect(Collectors.joining(","));
        return "o IN (SELECT unnest(range(f, t + 1)) FROM (SELECT unnest([" + from + "]) AS f, unnest([" + to
                + "]) AS t))";
    }
}
