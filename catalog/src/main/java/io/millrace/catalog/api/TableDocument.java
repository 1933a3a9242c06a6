package io.millrace.catalog.api;

import io.millrace.base.Json;
import io.millrace.catalog.Partition;
import io.millrace.catalog.Storage;
import io.millrace.catalog.Table;
import io.millrace.catalog.ViewText;
import io.millrace.wire.Input;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Glue's tables and partitions, read and written. */
final class TableDocument {

    private static final int LONGEST_VIEW = 409_600;

    private TableDocument() {}

    /** Reads a {@code TableInput}. */
    static Table.Builder table(String database, Input input) {
        return Table.named(database, GlueInput.name(input, "Name"))
                .type(input.string("TableType").orElse(""))
                .storage(input.object("StorageDescriptor")
                        .map(StorageDocument::read)
                        .orElse(Storage.NONE))
                .partitionKeys(StorageDocument.columns(input, "PartitionKeys"))
                .parameters(GlueInput.parameters(input, "Parameters"))
                .comment(input.string("Description"))
                .owner(input.string("Owner"))
                .view(new ViewText(viewText(input, "ViewOriginalText"), viewText(input, "ViewExpandedText")))
                .retention(retention(input))
                .seen(
                        StorageDocument.moment(input, "LastAccessTime"),
                        StorageDocument.moment(input, "LastAnalyzedTime"));
    }

    static ObjectNode write(Table table, String account) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("Name", table.name());
        node.put("DatabaseName", table.database());
        table.comment().ifPresent(text -> node.put("Description", text));
        table.owner().ifPresent(text -> node.put("Owner", text));
        StorageDocument.moment(node, "CreateTime", Optional.of(table.created()));
        StorageDocument.moment(node, "UpdateTime", Optional.of(table.updated()));
        StorageDocument.moment(node, "LastAccessTime", table.lastAccess());
        StorageDocument.moment(node, "LastAnalyzedTime", table.lastAnalyzed());
        node.put("Retention", table.retention());
        node.set("StorageDescriptor", StorageDocument.write(table.storage()));
        StorageDocument.columns(node.putArray("PartitionKeys"), table.partitionKeys());
        table.view().original().ifPresent(text -> node.put("ViewOriginalText", text));
        table.view().expanded().ifPresent(text -> node.put("ViewExpandedText", text));
        StorageDocument.put(node, "TableType", table.type());
        StorageDocument.map(node, "Parameters", table.parameters());
        table.createdBy().ifPresent(text -> node.put("CreatedBy", text));
        node.put("IsRegisteredWithLakeFormation", false);
        node.put("CatalogId", account);
        node.put("VersionId", Long.toString(table.version()));
        return node;
    }

    /** Reads a {@code PartitionInput}. */
    static Partition partition(Input input) {
        return new Partition(
                GlueInput.values(input, "Values"),
                input.object("StorageDescriptor").map(StorageDocument::read).orElse(Storage.NONE),
                GlueInput.parameters(input, "Parameters"),
                Instant.EPOCH,
                StorageDocument.moment(input, "LastAccessTime"),
                StorageDocument.moment(input, "LastAnalyzedTime"));
    }

    static ObjectNode write(Partition partition, Table table, String account) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        partition.values().forEach(node.putArray("Values")::add);
        node.put("DatabaseName", table.database());
        node.put("TableName", table.name());
        StorageDocument.moment(node, "CreationTime", Optional.of(partition.created()));
        StorageDocument.moment(node, "LastAccessTime", partition.lastAccess());
        StorageDocument.moment(node, "LastAnalyzedTime", partition.lastAnalyzed());
        node.set("StorageDescriptor", StorageDocument.write(partition.storage()));
        StorageDocument.map(node, "Parameters", partition.parameters());
        node.put("CatalogId", account);
        return node;
    }

    /** The same partition without its columns, where the caller wants none. */
    static Partition withoutColumns(Partition partition) {
        return partition.withStorage(
                partition.storage().change().columns(List.of()).build());
    }

    private static Optional<String> viewText(Input input, String member) {
        Optional<String> text = input.string(member);
        if (text.isPresent() && text.get().length() > LONGEST_VIEW) {
            throw input.broken(member, "...", "Member must have length less than or equal to " + LONGEST_VIEW);
        }
        return text;
    }

    private static int retention(Input input) {
        long days = input.integer("Retention").orElse(0L);
        if (days < 0 || days > Integer.MAX_VALUE) {
            throw input.broken("Retention", Long.toString(days), "Member must have value greater than or equal to 0");
        }
        return (int) days;
    }
}
