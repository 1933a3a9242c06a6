package io.millrace.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the catalog holds it. Immutable; maps and lists keep their order.
 *
 * @param type as Glue spells it: {@link #EXTERNAL}, {@link #VIEW}, or whatever else Glue was told; may be empty
 * @param comment Glue's description
 * @param retention in days; kept for who asks
 * @param lastAccess as it was written; nothing here writes it
 * @param created when the name was created; a change keeps it
 * @param updated when this version was written
 * @param createdBy the principal's ARN
 * @param version from 0, one more with each change
 */
public record Table(
        String database,
        String name,
        String type,
        Storage storage,
        List<Column> partitionKeys,
        Map<String, String> parameters,
        Optional<String> comment,
        Optional<String> owner,
        ViewText view,
        int retention,
        Optional<Instant> lastAccess,
        Optional<Instant> lastAnalyzed,
        Instant created,
        Instant updated,
        Optional<String> createdBy,
        long version) {

    public static final String EXTERNAL = "EXTERNAL_TABLE";
    public static final String VIEW = "VIRTUAL_VIEW";

    public static Builder named(String database, String name) {
        return new Builder(database, name);
    }

    /** The same table to be changed. */
    public Builder change() {
        Builder builder = new Builder(database, name)
                .type(type)
                .storage(storage)
                .partitionKeys(partitionKeys)
                .parameters(parameters)
                .comment(comment)
                .owner(owner)
                .view(view)
                .retention(retention)
                .seen(lastAccess, lastAnalyzed)
                .createdBy(createdBy);
        return builder.stamped(created, updated, version);
    }

    public boolean isView() {
        return type.equals(VIEW);
    }

    public List<Column> columns() {
        return storage.columns();
    }

    /** {@code s3://bucket/prefix/}. */
    public String location() {
        return storage.location();
    }

    public String inputFormat() {
        return storage.inputFormat();
    }

    public String outputFormat() {
        return storage.outputFormat();
    }

    public String serdeClass() {
        return storage.serde().library();
    }

    public Map<String, String> serdeParameters() {
        return storage.serde().parameters();
    }

    /** The data columns, then the partition columns: what {@code SELECT *} shows. */
    public List<Column> allColumns() {
        List<Column> all = new ArrayList<>(columns());
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
        private String type = EXTERNAL;
        private Storage storage = Storage.NONE;
        private List<Column> partitionKeys = List.of();
        private Map<String, String> parameters = Map.of();
        private Optional<String> comment = Optional.empty();
        private Optional<String> owner = Optional.empty();
        private ViewText view = ViewText.NONE;
        private int retention;
        private Optional<Instant> lastAccess = Optional.empty();
        private Optional<Instant> lastAnalyzed = Optional.empty();
        private Instant created = Instant.EPOCH;
        private Instant updated = Instant.EPOCH;
        private Optional<String> createdBy = Optional.empty();
        private long version;

        private Builder(String database, String name) {
            this.database = database.toLowerCase(Locale.ROOT);
            this.name = name.toLowerCase(Locale.ROOT);
        }

        public Builder type(String value) {
            type = value;
            return this;
        }

        public Builder storage(Storage value) {
            storage = value;
            return this;
        }

        public Builder columns(List<Column> value) {
            return storage(storage.change().columns(value).build());
        }

        public Builder partitionKeys(List<Column> value) {
            partitionKeys = List.copyOf(value);
            return this;
        }

        public Builder location(String value) {
            return storage(storage.change().location(value).build());
        }

        public Builder formats(String input, String output) {
            return storage(storage.change().formats(input, output).build());
        }

        public Builder serde(String className, Map<String, String> properties) {
            Serde serde = new Serde(storage.serde().name(), className, properties);
            return storage(storage.change().serde(serde).build());
        }

        public Builder parameters(Map<String, String> value) {
            parameters = Ordered.copy(value);
            return this;
        }

        public Builder comment(Optional<String> value) {
            comment = value;
            return this;
        }

        public Builder owner(Optional<String> value) {
            owner = value;
            return this;
        }

        public Builder view(ViewText value) {
            view = value;
            return this;
        }

        public Builder retention(int days) {
            retention = days;
            return this;
        }

        public Builder seen(Optional<Instant> access, Optional<Instant> analyzed) {
            lastAccess = access;
            lastAnalyzed = analyzed;
            return this;
        }

        public Builder createdBy(Optional<String> principal) {
            createdBy = principal;
            return this;
        }

        Builder stamped(Instant itsCreation, Instant itsUpdate, long itsVersion) {
            created = itsCreation;
            updated = itsUpdate;
            version = itsVersion;
            return this;
        }

        public Table build() {
            return new Table(
                    database,
                    name,
                    type,
                    storage,
                    partitionKeys,
                    parameters,
                    comment,
                    owner,
                    view,
                    retention,
                    lastAccess,
                    lastAnalyzed,
                    created,
                    updated,
                    createdBy,
                    version);
        }
    }
}
