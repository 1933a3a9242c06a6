package io.millrace.query;

import io.millrace.base.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A result's columns as Athena's ResultSetMetadata, on the wire and in the {@code .metadata} file. */
final class ResultMetadata {

    private ResultMetadata() {}

    static ObjectNode node(List<ResultColumn> columns) {
        ObjectNode metadata = Json.MAPPER.createObjectNode();
        ArrayNode infos = metadata.putArray("ColumnInfo");
        for (ResultColumn column : columns) {
            infos.addObject()
                    .put("CatalogName", "hive")
                    .put("SchemaName", "")
                    .put("TableName", "")
                    .put("Name", column.name())
                    .put("Label", column.name())
                    .put("Type", column.athenaType())
                    .put("Precision", column.precision())
                    .put("Scale", column.scale())
                    .put("Nullable", "UNKNOWN")
                    .put("CaseSensitive", column.athenaType().equals("varchar"));
        }
        return metadata;
    }

    /** AWS's bytes are not documented; here they are the same JSON as on the wire. */
    static byte[] file(List<ResultColumn> columns) {
        return Json.MAPPER.writeValueAsBytes(node(columns));
    }
}
