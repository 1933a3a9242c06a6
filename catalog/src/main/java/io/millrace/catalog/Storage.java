package io.millrace.catalog;

import java.util.List;
import java.util.Map;

/**
 * Where and how the rows of a table or of a partition lie: Glue's storage descriptor. Immutable; maps and lists keep
 * their order.
 *
 * @param location {@code s3://bucket/prefix/}; empty where there is none
 * @param bucketCount the number of Hive's buckets, which nothing here reads
 */
public record Storage(
        List<Column> columns,
        String location,
        String inputFormat,
        String outputFormat,
        boolean compressed,
        int bucketCount,
        Serde serde,
        List<String> bucketColumns,
        List<SortColumn> sortColumns,
        Map<String, String> parameters,
        boolean storedAsSubDirectories) {

    public static final Storage NONE = new Builder().build();

    public static Builder builder() {
        return new Builder();
    }

    /** The same storage to be changed. */
    public Builder change() {
        Builder builder = new Builder()
                .columns(columns)
                .location(location)
                .formats(inputFormat, outputFormat)
                .serde(serde)
                .buckets(bucketCount, bucketColumns)
                .sortColumns(sortColumns)
                .parameters(parameters);
        builder.compressed = compressed;
        builder.storedAsSubDirectories = storedAsSubDirectories;
        return builder;
    }

    /** A storage while it is being described. Used by one thread. */
    public static final class Builder {
        private List<Column> columns = List.of();
        private String location = "";
        private String inputFormat = "";
        private String outputFormat = "";
        private boolean compressed;
        private int bucketCount;
        private Serde serde = Serde.NONE;
        private List<String> bucketColumns = List.of();
        private List<SortColumn> sortColumns = List.of();
        private Map<String, String> parameters = Map.of();
        private boolean storedAsSubDirectories;

        private Builder() {}

        public Builder columns(List<Column> value) {
            columns = List.copyOf(value);
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

        public Builder compressed(boolean value) {
            compressed = value;
            return this;
        }

        public Builder serde(Serde value) {
            serde = value;
            return this;
        }

        public Builder buckets(int count, List<String> itsColumns) {
            bucketCount = count;
            bucketColumns = List.copyOf(itsColumns);
            return this;
        }

        public Builder sortColumns(List<SortColumn> value) {
            sortColumns = List.copyOf(value);
            return this;
        }

        public Builder parameters(Map<String, String> value) {
            parameters = Ordered.copy(value);
            return this;
        }

        public Builder storedAsSubDirectories(boolean value) {
            storedAsSubDirectories = value;
            return this;
        }

        public Storage build() {
            return new Storage(
                    columns,
                    location,
                    inputFormat,
                    outputFormat,
                    compressed,
                    bucketCount,
                    serde,
                    bucketColumns,
                    sortColumns,
                    parameters,
                    storedAsSubDirectories);
        }
    }
}
