package io.millrace.catalog.api;

import io.millrace.base.Json;
import io.millrace.catalog.Column;
import io.millrace.catalog.Serde;
import io.millrace.catalog.SortColumn;
import io.millrace.catalog.Storage;
import io.millrace.wire.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Glue's storage descriptor, read and written. */
final class StorageDocument {

    private static final int LONGEST_TYPE = 131_072;
    private static final int LONGEST_LOCATION = 2056;

    private StorageDocument() {}

    static Storage read(Input input) {
        GlueInput.refuseUnlessEmpty(input, "SkewedInfo");
        GlueInput.refuseUnlessEmpty(input, "AdditionalLocations");
        String location = input.string("Location").orElse("");
        if (location.length() > LONGEST_LOCATION) {
            throw input.broken("Location", location, "Member must have length less than or equal to 2056");
        }
        return Storage.builder()
                .columns(columns(input, "Columns"))
                .location(location)
                .formats(
                        input.string("InputFormat").orElse(""),
                        input.string("OutputFormat").orElse(""))
                .compressed(input.bool("Compressed").orElse(false))
                .serde(input.object("SerdeInfo").map(StorageDocument::serde).orElse(Serde.NONE))
                .buckets(Math.toIntExact(input.integer("NumberOfBuckets").orElse(0L)), input.strings("BucketColumns"))
                .sortColumns(sortColumns(input))
                .parameters(GlueInput.parameters(input, "Parameters"))
                .storedAsSubDirectories(input.bool("StoredAsSubDirectories").orElse(false))
                .build();
    }

    static List<Column> columns(Input input, String member) {
        List<Column> columns = new ArrayList<>();
        for (Input column : input.objects(member)) {
            String type = column.string("Type").orElse("");
            if (type.length() > LONGEST_TYPE) {
                throw column.broken("Type", "...", "Member must have length less than or equal to " + LONGEST_TYPE);
            }
            columns.add(new Column(
                    GlueInput.name(column, "Name"),
                    type,
                    column.string("Comment"),
                    GlueInput.parameters(column, "Parameters")));
        }
        return columns;
    }

    static ObjectNode write(Storage storage) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        columns(node.putArray("Columns"), storage.columns());
        put(node, "Location", storage.location());
        put(node, "InputFormat", storage.inputFormat());
        put(node, "OutputFormat", storage.outputFormat());
        node.put("Compressed", storage.compressed());
        node.put("NumberOfBuckets", storage.bucketCount());
        if (!storage.serde().equals(Serde.NONE)) {
            ObjectNode serde = node.putObject("SerdeInfo");
            storage.serde().name().ifPresent(name -> serde.put("Name", name));
            put(serde, "SerializationLibrary", storage.serde().library());
            map(serde, "Parameters", storage.serde().parameters());
        }
        storage.bucketColumns().forEach(node.putArray("BucketColumns")::add);
        ArrayNode sort = node.putArray("SortColumns");
        storage.sortColumns()
                .forEach(column ->
                        sort.addObject().put("Column", column.column()).put("SortOrder", column.ascending() ? 1 : 0));
        map(node, "Parameters", storage.parameters());
        node.put("StoredAsSubDirectories", storage.storedAsSubDirectories());
        return node;
    }

    static void columns(ArrayNode target, List<Column> columns) {
        for (Column column : columns) {
            ObjectNode node = target.addObject().put("Name", column.name());
            put(node, "Type", column.type());
            column.comment().ifPresent(comment -> node.put("Comment", comment));
            map(node, "Parameters", column.parameters());
        }
    }

    static void map(ObjectNode target, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            ObjectNode node = target.putObject(name);
            map.forEach(node::put);
        }
    }

    static void put(ObjectNode target, String name, String text) {
        if (!text.isEmpty()) {
            target.put(name, text);
        }
    }

    static void moment(ObjectNode target, String name, Optional<Instant> moment) {
        moment.ifPresent(value -> target.put(name, value.toEpochMilli() / 1000.0));
    }

    /** Seconds since 1970, with a fraction. */
    static Optional<Instant> moment(Input input, String name) {
        return input.node(name).map(value -> {
            double seconds = value.asDouble(Double.NaN);
            if (Double.isNaN(seconds) || Math.abs(seconds) > 1e12) {
                throw GlueError.invalid("The parameter " + name + " must be seconds since 1970.");
            }
            return Instant.ofEpochMilli(Math.round(seconds * 1000));
        });
    }

    private static Serde serde(Input input) {
        return new Serde(
                input.string("Name"),
                input.string("SerializationLibrary").orElse(""),
                GlueInput.parameters(input, "Parameters"));
    }

    private static List<SortColumn> sortColumns(Input input) {
        List<SortColumn> columns = new ArrayList<>();
        for (Input column : input.objects("SortColumns")) {
            long order = column.integer("SortOrder").orElseThrow(() -> column.missing("SortOrder"));
            if (order != 0 && order != 1) {
                throw column.broken("SortOrder", Long.toString(order), "Member must be 0 or 1");
            }
            columns.add(new SortColumn(GlueInput.name(column, "Column"), order == 1));
        }
        return columns;
    }
}
