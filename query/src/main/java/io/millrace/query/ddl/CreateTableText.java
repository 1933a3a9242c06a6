package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table as the CREATE statement that makes it, as SHOW CREATE TABLE prints it. */
final class CreateTableText {

    private CreateTableText() {}

    static List<String> lines(Table table) {
        List<String> lines = new ArrayList<>();
        lines.add("CREATE EXTERNAL TABLE " + DdlText.backquote(table.database()) + "." + DdlText.backquote(table.name())
                + "(");
        columns(table.columns(), lines);
        table.comment().ifPresent(comment -> lines.add("COMMENT " + DdlText.quote(comment)));
        if (!table.partitionKeys().isEmpty()) {
            lines.add("PARTITIONED BY ( ");
            columns(table.partitionKeys(), lines);
        }
        if (table.storage().bucketCount() > 0) {
            lines.add("CLUSTERED BY ( ");
            lines.add("  "
                    + table.storage().bucketColumns().stream()
                            .map(DdlText::backquote)
                            .collect(Collectors.joining(", "))
                    + ")");
            lines.add("INTO " + table.storage().bucketCount() + " BUCKETS");
        }
        lines.add("ROW FORMAT SERDE ");
        lines.add("  " + DdlText.quote(table.serdeClass()) + " ");
        if (!table.serdeParameters().isEmpty()) {
            lines.add("WITH SERDEPROPERTIES ( ");
            properties(table.serdeParameters(), lines);
        }
        lines.add("STORED AS INPUTFORMAT ");
        lines.add("  " + DdlText.quote(table.inputFormat()) + " ");
        lines.add("OUTPUTFORMAT ");
        lines.add("  " + DdlText.quote(table.outputFormat()));
        lines.add("LOCATION");
        lines.add("  " + DdlText.quote(table.location()));
        Map<String, String> properties = new LinkedHashMap<>(table.parameters());
        properties.remove(TableMaking.EXTERNAL, "TRUE");
        if (!properties.isEmpty()) {
            lines.add("TBLPROPERTIES (");
            properties(properties, lines);
        }
        return lines;
    }

    private static void columns(List<Column> columns, List<String> lines) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Optional<String> comment = column.comment();
            lines.add("  " + DdlText.backquote(column.name()) + " " + column.type()
                    + comment.map(text -> " COMMENT " + DdlText.quote(text)).orElse("")
                    + (i + 1 < columns.size() ? ", " : ")"));
        }
    }

    private static void properties(Map<String, String> properties, List<String> lines) {
        int left = properties.size();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            lines.add("  " + DdlText.quote(property.getKey()) + "=" + DdlText.quote(property.getValue())
                    + (--left > 0 ? ", " : ")"));
        }
    }
}
