package io.millrace.insight.visual;

import java.util.List;

/**
 * What a visual reads: something that may stand after FROM, and the columns that it has.
 *
 * @param from SQL text, made by {@link #relation} or {@link #subquery}
 */
public record DataTable(String from, List<DataColumn> columns) {

    /** A table of a database. */
    public static String relation(String database, String table) {
        return SqlText.name(database) + "." + SqlText.name(table);
    }

    /** A query of the data set's author; the line break ends a comment that it may end with. */
    public static String subquery(String sql, String alias) {
        return "(" + sql.strip().replaceAll(";\\s*$", "") + "\n) AS " + SqlText.name(alias);
    }

    /** @throws VisualRefused where there is no such column */
    public DataColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new VisualRefused("The data set has no column '" + name + "'. It has "
                        + columns.stream().map(DataColumn::name).toList() + "."));
    }
}
