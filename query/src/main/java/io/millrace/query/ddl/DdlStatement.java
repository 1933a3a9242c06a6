package io.millrace.query.ddl;

import io.millrace.catalog.Column;
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
            Optional<String> serdeClass,
            Map<String, String> serdeProperties,
            Optional<String> inputFormat,
            Optional<String> outputFormat,
            Optional<String> location,
            Map<String, String> properties) {}

    record CreateTable(Name name, boolean external, boolean ifNotExists, TableClauses clauses)
            implements DdlStatement {}

    record CreateDatabase(
            String name,
            boolean ifNotExists,
            Optional<String> comment,
            Optional<String> location,
            Map<String, String> properties)
            implements DdlStatement {}

    record DropTable(Name name, boolean ifExists) implements DdlStatement {}

    record DropDatabase(String name, boolean ifExists, boolean cascade) implements DdlStatement {}

    record ShowDatabases(Optional<String> pattern) implements DdlStatement {}

    record ShowTables(String database, Optional<String> pattern) implements DdlStatement {}

    record ShowColumns(Name name) implements DdlStatement {}

    record ShowPartitions(Name name) implements DdlStatement {}

    record ShowProperties(Name name, Optional<String> property) implements DdlStatement {}

    record ShowCreateTable(Name name) implements DdlStatement {}

    record Describe(Name name, boolean detailed) implements DdlStatement {}

    record AlterProperties(Name name, Map<String, String> properties) implements DdlStatement {}

    record AlterLocation(Name name, String location) implements DdlStatement {}

    record AlterColumns(Name name, List<Column> columns, boolean replace) implements DdlStatement {}
}
