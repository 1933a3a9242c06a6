package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.PartitionProjection;
import io.millrace.catalog.Storage;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.formats.HiveType;
import io.millrace.formats.SerDes;
import io.millrace.query.scan.HeaderLines;
import io.millrace.query.scan.ScanFailure;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From the words of CREATE TABLE to a table, and what a table must fulfil to be read. */
final class TableMaking {

    static final String EXTERNAL = "EXTERNAL";

    private static final Set<HiveType.Kind> PARTITION_TYPES = EnumSet.of(
            HiveType.Kind.TINYINT, HiveType.Kind.SMALLINT, HiveType.Kind.INT, HiveType.Kind.BIGINT, HiveType.Kind.DATE);

    private TableMaking() {}

    static Table table(DdlStatement.CreateTable create) {
        DdlStatement.TableClauses clauses = create.clauses();
        if (!create.external()) {
            throw new DdlError("FAILED: SemanticException Only external tables are supported here."
                    + " Write CREATE EXTERNAL TABLE.");
        }
        String location = clauses.location()
                .orElseThrow(() -> new DdlError(
                        "FAILED: SemanticException A LOCATION is needed: LOCATION 's3://bucket/prefix/'."));
        TableLocation.parse(location);
        StoredFormat format = StoredFormat.TEXTFILE;
        Map<String, String> parameters = new LinkedHashMap<>(clauses.properties());
        parameters.putIfAbsent(EXTERNAL, "TRUE");
        Storage storage = Storage.builder()
                .columns(clauses.columns())
                .location(location)
                .formats(
                        clauses.inputFormat().orElse(format.inputFormat()),
                        clauses.outputFormat().orElse(format.outputFormat()))
                .buckets(clauses.buckets().count(), clauses.buckets().columns())
                .build();
        return Table.named(create.name().database(), create.name().table())
                .storage(storage)
                .serde(
                        clauses.rowFormat().serdeClass().orElse(format.serdeClass()),
                        clauses.rowFormat().serdeProperties())
                .partitionKeys(clauses.partitionKeys())
                .comment(clauses.comment())
                .parameters(parameters)
                .build();
    }

    /** What could never be read is refused now, by name. */
    static void check(Table table) {
        if (!SerDes.supports(table.serdeClass())) {
            throw new DdlError("FAILED: SemanticException The SerDe " + table.serdeClass()
                    + " is not supported yet. Supported: " + String.join(", ", SerDes.supported()) + ".");
        }
        if (!StoredFormat.reads(table.inputFormat())) {
            throw new DdlError("FAILED: SemanticException The input format " + table.inputFormat()
                    + " is not supported yet. Supported: " + StoredFormat.TEXTFILE.inputFormat() + ".");
        }
        Set<String> names = new HashSet<>();
        for (Column column : table.allColumns()) {
            if (!names.add(column.name())) {
                throw new DdlError("FAILED: SemanticException Column " + column.name() + " is there twice.");
            }
            try {
                HiveType.parse(column.type());
            } catch (HiveType.UnsupportedType unsupported) {
                throw new DdlError(
                        "FAILED: SemanticException Column " + column.name() + ": " + unsupported.getMessage());
            }
        }
        properties(table);
        for (Column key : table.partitionKeys()) {
            HiveType type = HiveType.parse(key.type());
            if (!type.isText() && !PARTITION_TYPES.contains(type.kind())) {
                throw new DdlError("FAILED: SemanticException The partition column " + key.name() + " is of type "
                        + type + ". It can be a text, a whole number or a date.");
            }
        }
        if (PartitionProjection.of(table).isPresent() && table.partitionKeys().isEmpty()) {
            throw new DdlError("FAILED: SemanticException Table " + table.qualifiedName()
                    + " has partition projection but no partition columns. Add PARTITIONED BY.");
        }
    }

    /** Properties that no reader could follow are refused now, too. */
    private static void properties(Table table) {
        try {
            HeaderLines.of(table);
            SerDes.decoder(table.serdeClass(), table.serdeParameters(), List.of());
        } catch (ScanFailure wrong) {
            throw new DdlError("FAILED: SemanticException " + wrong.text());
        } catch (IllegalArgumentException wrong) {
            throw new DdlError("FAILED: SemanticException The SERDEPROPERTIES cannot be used: " + wrong.getMessage());
        }
    }
}
