package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.query.sql.ViewStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One parsed statement of the Hive part. Names are in lower case; databases are resolved. Immutable. */
public sealed interface DdlStatement {

    /** A table's full name. */
    record Name(String database, String table) {
        @Override
        public String toString() {
            return database + "." + table;
        }
    }

    /** The clauses of CREATE TABLE as they were written; empty where they were not. */
    record TableClauses(
            List<Column> columns,
            List<Column> partitionKeys,
            Optional<String> comment,
            RowFormat rowFormat,
            Optional<String> inputFormat,
            Optional<String> outputFormat,
            Buckets buckets,
            Optional<String> location,
            Map<String, String> properties) {}

    /** How rows are said to be written. */
    record RowFormat(Optional<String> serdeClass, Map<String, String> serdeProperties) {}

    /** Hive's buckets; 0 of none. */
    record Buckets(int count, List<String> columns) {
        static final Buckets NONE = new Buckets(0, List.of());
    }

    /** A column of a PARTITION clause, compared with a value. */
    record Term(String column, String operator, String value) {}

    /** A PARTITION clause, with where it stands in the text. */
    record Spec(List<Term> terms, String at) {}

    /** A partition to be added. */
    record Placed(Spec spec, Optional<String> location) {}

    record CreateTable(Name name, boolean external, boolean ifNotExists, TableClauses clauses)
            implements DdlStatement {}

    record CreateDatabase(
            String name,
            boolean ifNotExists,
            Optional<String> comment,
            Optional<String> location,
            Map<String, String> properties)
            implements DdlStatement {}

    /** @param database of table names without one in the view's query, which is analyzed when the statement runs */
    record CreateView(Name name, String database, ViewStatement view) implements DdlStatement {}

    record DropTable(Name name, boolean ifExists) implements DdlStatement {}

    record DropView(Name name, boolean ifExists) implements DdlStatement {}

    record DropDatabase(String name, boolean ifExists, boolean cascade) implements DdlStatement {}

    record ShowDatabases(Optional<String> pattern) implements DdlStatement {}

    record ShowTables(String database, Optional<String> pattern, boolean viewsOnly) implements DdlStatement {}

    record ShowColumns(Name name) implements DdlStatement {}

    record ShowPartitions(Name name, Optional<Spec> spec) implements DdlStatement {}

    record ShowProperties(Name name, Optional<String> property) implements DdlStatement {}

    record ShowCreateTable(Name name) implements DdlStatement {}

    record ShowCreateView(Name name) implements DdlStatement {}

    /** What DESCRIBE tells beside the columns. */
    enum Detail {
        NONE,
        EXTENDED,
        FORMATTED
    }

    record Describe(Name name, Detail detail, Optional<Spec> spec, Optional<String> column) implements DdlStatement {}

    record Repair(Name name) implements DdlStatement {}

    record AlterDatabase(String name, Map<String, String> properties) implements DdlStatement {}

    record AlterProperties(Name name, Map<String, String> properties) implements DdlStatement {}

    record AlterLocation(Name name, Optional<Spec> spec, String location) implements DdlStatement {}

    record AlterColumns(Name name, List<Column> columns, boolean replace) implements DdlStatement {}

    /** @param after the column before the changed one, empty for the first place; nothing where it stays */
    record ChangeColumn(Name name, String column, Column changed, Optional<String> after) implements DdlStatement {}

    record AddPartitions(Name name, boolean ifNotExists, List<Placed> partitions) implements DdlStatement {}

    record DropPartitions(Name name, boolean ifExists, List<Spec> specs) implements DdlStatement {}

    record RenamePartition(Name name, Spec spec, Spec to) implements DdlStatement {}
}
