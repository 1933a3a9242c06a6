package io.millrace.delivery;

import io.millrace.base.Json;
import io.millrace.delivery.definition.ProcessorSettings;
import io.millrace.delivery.definition.S3Settings;
import io.millrace.delivery.definition.StreamDefinition;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A stream as Firehose describes it, defaults included. */
final class StreamDocument {

    static final String DESTINATION_ID = "destinationId-000000000001";

    private StreamDocument() {}

    static ObjectNode of(Stream stream) {
        StreamDefinition definition = stream.definition();
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("DeliveryStreamName", definition.name());
        document.put("DeliveryStreamARN", definition.arn().toString());
        document.put("DeliveryStreamStatus", stream.status());
        document.putObject("DeliveryStreamEncryptionConfiguration").put("Status", "DISABLED");
        document.put("DeliveryStreamType", "DirectPut");
        document.put("VersionId", Integer.toString(definition.version()));
        document.put("CreateTimestamp", definition.createdMillis() / 1000.0);
        if (definition.version() > 1) {
            document.put("LastUpdateTimestamp", definition.updatedMillis() / 1000.0);
        }
        ObjectNode destination = document.putArray("Destinations").addObject();
        destination.put("DestinationId", DESTINATION_ID);
        destination.set("S3DestinationDescription", s3(definition.s3()));
        if (definition.s3().extended()) {
            destination.set("ExtendedS3DestinationDescription", extended(definition.s3()));
        }
        document.put("HasMoreDestinations", false);
        return document;
    }

    private static ObjectNode s3(S3Settings s3) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("RoleARN", s3.roleArn());
        document.put("BucketARN", s3.bucketArn());
        putText(document, "Prefix", s3.prefix());
        putText(document, "ErrorOutputPrefix", s3.errorOutputPrefix());
        document.putObject("BufferingHints")
                .put("SizeInMBs", s3.sizeInMegabytes())
                .put("IntervalInSeconds", s3.intervalInSeconds());
        document.put("CompressionFormat", s3.compression());
        document.putObject("EncryptionConfiguration").put("NoEncryptionConfig", "NoEncryption");
        document.putObject("CloudWatchLoggingOptions").put("Enabled", false);
        return document;
    }

    private static ObjectNode extended(S3Settings s3) {
        ObjectNode document = s3(s3);
        ObjectNode processing = document.putObject("ProcessingConfiguration").put("Enabled", s3.processing());
        ArrayNode processors = processing.putArray("Processors");
        s3.processors().forEach(processor -> put(processors.addObject(), processor));
        document.put("S3BackupMode", "Disabled");
        putText(document, "FileExtension", s3.fileExtension());
        document.put("CustomTimeZone", s3.customTimeZone());
        return document;
    }

    private static void put(ObjectNode document, ProcessorSettings processor) {
        document.put("Type", processor.type());
        ArrayNode parameters = document.putArray("Parameters");
        for (ProcessorSettings.Parameter parameter : processor.parameters()) {
            parameters.addObject().put("ParameterName", parameter.name()).put("ParameterValue", parameter.value());
        }
    }

    private static void putText(ObjectNode document, String name, String text) {
        if (!text.isEmpty()) {
            document.put(name, text);
        }
    }
}
