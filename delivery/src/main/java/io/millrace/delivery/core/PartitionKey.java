package io.millrace.delivery.core;

/**
 * A key of dynamic partitioning, as a prefix asks for it: {@code !{partitionKeyFromQuery:name}}.
 *
 * @param source who finds its value in a record; two sources may use the same name
 */
public record PartitionKey(Source source, String name) {

    /** Where a value comes from. */
    public enum Source {
        /** The processor MetadataExtraction. */
        QUERY("partitionKeyFromQuery"),
        /** What a function says in {@code metadata.partitionKeys}. */
        LAMBDA("partitionKeyFromLambda");

        private final String namespace;

        Source(String namespace) {
            this.namespace = namespace;
        }

        /** As it stands in a prefix. */
        public String namespace() {
            return namespace;
        }
    }

    @Override
    public String toString() {
        return source.namespace() + ":" + name;
    }
}
