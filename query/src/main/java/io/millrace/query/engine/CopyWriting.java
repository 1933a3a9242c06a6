package io.millrace.query.engine;

import io.millrace.query.copies.Rewriting;
import io.millrace.query.scan.PlannedScan;
import io.millrace.query.sql.EngineFunctions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that write columnar copies: columns {@code c0} and so on, and the object's number, {@code o}. */
final class CopyWriting {

    private static final String FORMAT = " (FORMAT parquet, COMPRESSION lz4_raw, PARQUET_VERSION v2)";

    private CopyWriting() {}

    /** @param scan whose last partition column is the object's number */
    static String copy(long id, PlannedScan scan, Path target) {
        int number = scan.fields().size() + scan.partitionTypes().size() - 1;
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            columns.add("c" + i);
        }
        columns.add("c" + number + " AS o");
        return "COPY (SELECT " + String.join(", ", columns) + " FROM " + EngineFunctions.SCAN + "(" + id + ")) TO "
                + ScanViews.quote(target.toAbsolutePath().toString()) + FORMAT;
    }

    /** The rows of the old files, one file after the other, with their objects' new numbers. */
    static String rewrite(Rewriting rewriting, Path target) {
        Map<Path, List<Rewriting.Piece>> files = new LinkedHashMap<>();
        rewriting
                .pieces()
                .forEach(piece -> files.computeIfAbsent(piece.file(), _ -> new ArrayList<>())
                        .add(piece));
        String rows = files.entrySet().stream()
                .map(file -> rows(file.getKey(), file.getValue()))
                .collect(Collectors.joining(" UNION ALL "));
        return "COPY (" + rows + ") TO "
                + ScanViews.quote(target.toAbsolutePath().toString()) + FORMAT;
    }

    private static String rows(Path file, List<Rewriting.Piece> pieces) {
        String before = pieces.stream().map(piece -> "" + piece.number()).collect(Collectors.joining(","));
        String after = pieces.stream().map(piece -> "" + piece.newNumber()).collect(Collectors.joining(","));
        return "SELECT f.* REPLACE (n.after AS o) FROM " + ScanViews.parquet(List.of(file))
                + " AS f JOIN (SELECT unnest([" + before + "]::INTEGER[]) AS before, unnest([" + after
                + "]::INTEGER[]) AS after) AS n ON f.o = n.before";
    }
}
