package io.millrace.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the catalog holds it. Immutable; maps and lists keep their order.
 *
 * @param location {@code s3://bucket/prefix/}
 * @param created when the name was created; a change keeps it
 * @param version from 0, one more with each change
 */
public record Table(
        String database,
        String name,
        TableType type,
        List<Column> columns,
        List<Column> partitionKeys,
        String location,
        String inputFormat,
        String outputFormat,
        String serdeClass,
        Map<String, String> serdeParameters,
        Map<String, String> parameters,
        Optional<String> comment,
        Instant created,
        long version) {

    public static Builder named(String database, String name) {
        return new Builder(database, name);
    }

    /** The same table to be changed. */
    public Builder change() {
        Builder builder = new Builder(database, name);
        builder.type = type;
        builder.columns = columns;
        builder.partitionKeys = partitionKeys;
        builder.location = location;
        builder.inputFormat = inputFormat;
        builder.outputFormat = outputFormat;
        builder.serdeClass = serdeClass;
        builder.serdeParameters = serdeParameters;
        builder.parameters = parameters;
        builder.comment = comment;
        builder.created = created;
        builder.version = version;
        return builder;
    }

    /** The data columns, then the partition columns: what {@code SELECT *} shows. */
    public List<Column> allColumns() {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(partitionKeys);
        return List.copyOf(all);
    }

    public String qualifiedName() {
        return database + "." + name;
    }

    /** A table while it is being described. Used by one thread. */
    public static final class Builder {
        private final String database;
        private final String name;
        private TableType type = TableType.EXTERNAL_TABLE;
        private List<Column> columns = List.of();
        private List<Column> partitionKeys = List.of();
        private String location = "";
        private String inputFormat = "";
        private String outputFormat = "";
        private String serdeClass = "";
        private Map<String, String> serdeParameters = Map.of();
        private Map<String, String> parameters = Map.of();
        private Optional<String> comment = Optional.empty();
        private Instant created = Instant.EPOCH;
        private long version;

        private Builder(String database, String name) {
            this.database = database.toLowerCase(Locale.ROOT);
            this.name = name.toLowerCase(Locale.ROOT);
        }

        public Builder type(TableType value) {
            type = value;
            return this;
        }

        public Builder columns(List<Column> value) {
            columns = List.copyOf(value);
            return this;
        }

        public Builder partitionKeys(List<Column> value) {
            partitionKeys = List.copyOf(value);
            return this;
        }

        public Builder location(String value) {
            location = value;
            return this;
        }

        public Builder formats(String input, String output) {
            inputFormat = input;
            outputFormat = output;
            return this;
        }

        public Builder serde(String className, Map<String, String> properties) {
            serdeClass = className;
            serdeParameters = ordered(properties);
            return this;
        }

        public Builder parameters(Map<String, String> value) {
            parameters = ordered(value);
            return this;
        }

        public Builder comment(Optional<String> value) {
            comment = value;
            return this;
        }

        Builder created(Instant value, long itsVersion) {
            created = value;
            version = itsVersion;
            return this;
        }

        public Table build() {
            return new Table(
                    database,
                    name,
                    type,
                    columns,
                    partitionKeys,
                    location,
                    inputFormat,
                    outputFormat,
                    serdeClass,
                    serdeParameters,
                    parameters,
                    comment,
                    created,
                    version);
        }

        private static Map<String, String> ordered(Map<String, String> value) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(value));
        }
    }
}
