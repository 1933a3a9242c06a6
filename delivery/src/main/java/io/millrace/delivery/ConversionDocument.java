package io.millrace.delivery;

import io.millrace.base.Json;
import io.millrace.delivery.convert.ConversionSettings;
import tools.jackson.databind.node.ObjectNode;

/** Record format conversion as Firehose describes it. */
final class ConversionDocument {

    private ConversionDocument() {}

    static ObjectNode of(ConversionSettings conversion) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        ConversionSettings.Schema schema = conversion.schema();
        ObjectNode table = document.putObject("SchemaConfiguration").put("RoleARN", schema.roleArn());
        putText(table, "CatalogId", schema.catalogId());
        table.put("DatabaseName", schema.database()).put("TableName", schema.table());
        putText(table, "Region", schema.region());
        table.put("VersionId", schema.version());
        ObjectNode deserializer = document.putObject("InputFormatConfiguration").putObject("Deserializer");
        ConversionSettings.JsonSerDe json = conversion.input();
        if (json.openX()) {
            ObjectNode openX = deserializer
                    .putObject("OpenXJsonSerDe")
                    .put("ConvertDotsInJsonKeysToUnderscores", json.dotsToUnderscores())
                    .put("CaseInsensitive", json.caseInsensitive());
            if (!json.keys().isEmpty()) {
                json.keys().forEach(openX.putObject("ColumnToJsonKeyMappings")::put);
            }
        } else {
            ObjectNode hive = deserializer.putObject("HiveJsonSerDe");
            if (!json.timestampFormats().isEmpty()) {
                json.timestampFormats().forEach(hive.putArray("TimestampFormats")::add);
            }
        }
        document.putObject("OutputFormatConfiguration")
                .putObject("Serializer")
                .putObject("ParquetSerDe")
                .put("BlockSizeBytes", conversion.output().blockBytes())
                .put("PageSizeBytes", conversion.output().pageBytes())
                .put("Compression", conversion.output().compression().name())
                .put("EnableDictionaryCompression", false)
                .put("MaxPaddingBytes", 0)
                .put("WriterVersion", "V1");
        document.put("Enabled", conversion.enabled());
        return document;
    }

    private static void putText(ObjectNode document, String name, String text) {
        if (!text.isEmpty()) {
            document.put(name, text);
        }
    }
}
