package io.millrace.formats.parquet;

import io.millrace.formats.HiveType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file's columns are and how it is written. Immutable. Its text is kept with open data, so that rows are written
 * in the form that they were made for, whatever has become of their table since:
 *
 * <pre>
 * SNAPPY 268435456 1048576
 * int time_spent
 * decimal(10,2) price
 * </pre>
 *
 * @param blockBytes a row group holds about so many bytes of rows
 * @param pageBytes a page about so many bytes of values
 */
public record ParquetForm(List<Column> columns, ParquetCompression compression, long blockBytes, int pageBytes) {

    /** A column; always optional, as in Hive. */
    public record Column(String name, HiveType type) {}

    public ParquetForm {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A Parquet file needs at least one column.");
        }
        for (Column column : columns) {
            if (column.name().isEmpty() || column.name().indexOf('\n') >= 0) {
                throw new IllegalArgumentException("No column can be called '" + column.name() + "'.");
            }
            PhysicalType.of(column.type()); // Says so where there is none.
        }
    }

    /** @throws IllegalArgumentException where the text is none of {@link #text} */
    public static ParquetForm parse(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.getFirst().split(" ", -1);
        List<Column> columns = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            columns.add(new Column(line.substring(space + 1), HiveType.parse(line.substring(0, space))));
        }
        return new ParquetForm(
                columns, ParquetCompression.valueOf(head[0]), Long.parseLong(head[1]), Integer.parseInt(head[2]));
    }

    public String text() {
        StringBuilder text = new StringBuilder()
                .append(compression)
                .append(' ')
                .append(blockBytes)
                .append(' ')
                .append(pageBytes)
                .append('\n');
        for (Column column : columns) {
            text.append(column.type()).append(' ').append(column.name()).append('\n');
        }
        return text.toString();
    }
}
