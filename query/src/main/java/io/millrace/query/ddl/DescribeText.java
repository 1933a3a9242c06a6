package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.Partition;
import io.millrace.catalog.Storage;
import io.millrace.catalog.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What DESCRIBE prints: Hive's blocks, in columns of twenty characters. Used by one thread. */
final class DescribeText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final List<List<String>> rows = new ArrayList<>();

    private DescribeText() {}

    static DdlResult columns(List<Column> columns) {
        DescribeText text = new DescribeText();
        columns.forEach(text::column);
        return text.result();
    }

    static DdlResult table(Table table, DdlStatement.Detail detail) {
        DescribeText text = new DescribeText();
        switch (detail) {
            case NONE -> text.plain(table);
            case EXTENDED -> {
                text.plain(table);
                text.blank();
                text.rows.add(List.of("Detailed Table Information", oneLine(table), ""));
            }
            case FORMATTED -> {
                text.formattedColumns(table);
                text.heading("# Detailed Table Information");
                text.fact("Database:", table.database());
                text.fact("Owner:", table.owner().orElse("hadoop"));
                text.fact("CreateTime:", date(table.created()));
                text.fact("LastAccessTime:", "UNKNOWN");
                text.fact("Protect Mode:", "None");
                text.fact("Retention:", Integer.toString(table.retention()));
                text.fact("Location:", table.location());
                text.fact("Table Type:", table.type());
                text.map("Table Parameters:", table.parameters());
                text.storage(table.storage());
            }
        }
        return text.result();
    }

    static DdlResult partition(Table table, Partition partition, DdlStatement.Detail detail) {
        DescribeText text = new DescribeText();
        switch (detail) {
            case NONE -> text.plain(table);
            case EXTENDED -> {
                text.plain(table);
                text.blank();
                text.rows.add(List.of("Detailed Partition Information", oneLine(table, partition), ""));
            }
            case FORMATTED -> {
                text.formattedColumns(table);
                text.heading("# Detailed Partition Information");
                text.fact("Partition Value:", partition.values().toString());
                text.fact("Database:", table.database());
                text.fact("Table:", table.name());
                text.fact("CreateTime:", date(partition.created()));
                text.fact("LastAccessTime:", "UNKNOWN");
                text.fact("Protect Mode:", "None");
                text.fact("Location:", partition.storage().location());
                text.map("Partition Parameters:", partition.parameters());
                text.storage(partition.storage());
            }
        }
        return text.result();
    }

    private void plain(Table table) {
        table.allColumns().forEach(this::column);
        partitionKeys(table);
    }

    private void formattedColumns(Table table) {
        row("# col_name", "data_type", "comment");
        blank();
        table.columns().forEach(this::column);
        partitionKeys(table);
    }

    private void partitionKeys(Table table) {
        if (!table.partitionKeys().isEmpty()) {
            heading("# Partition Information");
            row("# col_name", "data_type", "comment");
            blank();
            table.partitionKeys().forEach(this::column);
        }
    }

    private void storage(Storage storage) {
        heading("# Storage Information");
        fact("SerDe Library:", storage.serde().library());
        fact("InputFormat:", storage.inputFormat());
        fact("OutputFormat:", storage.outputFormat());
        fact("Compressed:", storage.compressed() ? "Yes" : "No");
        fact("Num Buckets:", storage.bucketCount() == 0 ? "-1" : Integer.toString(storage.bucketCount()));
        fact("Bucket Columns:", storage.bucketColumns().toString());
        fact(
                "Sort Columns:",
                storage.sortColumns().stream()
                        .map(column -> column.column())
                        .toList()
                        .toString());
        map("Storage Desc Params:", storage.serde().parameters());
    }

    private void column(Column column) {
        row(column.name(), column.type(), column.comment().orElse(""));
    }

    private void heading(String text) {
        blank();
        rows.add(List.of(text, " ", " "));
    }

    private void blank() {
        rows.add(List.of("", " ", " "));
    }

    private void fact(String name, String value) {
        rows.add(List.of(padded(name), padded(value), " "));
    }

    private void map(String name, Map<String, String> map) {
        rows.add(List.of(name, " ", " "));
        map.forEach((key, value) -> rows.add(List.of("", padded(key), padded(value))));
    }

    private void row(String first, String second, String third) {
        rows.add(List.of(padded(first), padded(second), padded(third)));
    }

    private DdlResult result() {
        return new DdlResult(List.of("col_name", "data_type", "comment"), rows);
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(0, 20 - text.length()));
    }

    private static String date(Instant moment) {
        return DATE.format(moment);
    }

    private static String oneLine(Table table) {
        return "Table(tableName:" + table.name() + ", dbName:" + table.database() + ", owner:"
                + table.owner().orElse("hadoop") + ", createTime:"
                + table.created().getEpochSecond() + ", retention:" + table.retention() + ", sd:"
                + oneLine(table.storage()) + ", partitionKeys:" + names(table.partitionKeys()) + ", parameters:"
                + table.parameters() + ", tableType:" + table.type() + ")";
    }

    private static String oneLine(Table table, Partition partition) {
        return "Partition(values:" + partition.values() + ", dbName:" + table.database() + ", tableName:"
                + table.name() + ", createTime:" + partition.created().getEpochSecond() + ", sd:"
                + oneLine(partition.storage()) + ", parameters:" + partition.parameters() + ")";
    }

    private static String oneLine(Storage storage) {
        return "StorageDescriptor(cols:" + names(storage.columns()) + ", location:" + storage.location()
                + ", inputFormat:" + storage.inputFormat() + ", outputFormat:" + storage.outputFormat()
                + ", compressed:" + storage.compressed() + ", serdeInfo:SerDeInfo(serializationLib:"
                + storage.serde().library() + ", parameters:" + storage.serde().parameters() + "))";
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream()
                .map(column -> "FieldSchema(name:" + column.name() + ", type:" + column.type() + ", comment:"
                        + column.comment().orElse("null") + ")")
                .toList();
    }
}
