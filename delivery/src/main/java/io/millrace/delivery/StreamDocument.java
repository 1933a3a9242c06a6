package io.millrace.delivery;

import io.millrace.base.Json;
import io.millrace.delivery.definition.ProcessorSettings;
import io.millrace.delivery.definition.S3Place;
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
        stream.trouble()
                .ifPresent(trouble -> document.putObject("FailureDescription")
                        .put("Type", "UNKNOWN_ERROR")
                        .put("Details", trouble));
        ObjectNode destination = document.putArray("Destinations").addObject();
        destination.put("DestinationId", DESTINATION_ID);
        S3Settings s3 = definition.s3();
        destination.set("S3DestinationDescription", place(s3.place()));
        if (s3.extended()) {
            destination.set("ExtendedS3DestinationDescription", extended(s3));
        }
        document.put("HasMoreDestinations", false);
        return document;
    }

    private static ObjectNode place(S3Place place) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("RoleARN", place.roleArn());
        document.put("BucketARN", place.bucketArn());
        putText(document, "Prefix", place.prefix());
        putText(document, "ErrorOutputPrefix", place.errorOutputPrefix());
        document.putObject("BufferingHints")
                .put("SizeInMBs", place.sizeInMegabytes())
                .put("IntervalInSeconds", place.intervalInSeconds());
        document.put("CompressionFormat", place.compression());
        document.putObject("EncryptionConfiguration").put("NoEncryptionConfig", "NoEncryption");
        document.putObject("CloudWatchLoggingOptions").put("Enabled", false);
        return document;
    }

    private static ObjectNode extended(S3Settings s3) {
        ObjectNode document = place(s3.place());
        ObjectNode processing = document.putObject("ProcessingConfiguration").put("Enabled", s3.processing());
        ArrayNode processors = processing.putArray("Processors");
        s3.processors().forEach(processor -> put(processors.addObject(), processor));
        document.put("S3BackupMode", s3.backupEnabled() ? "Enabled" : "Disabled");
        s3.backup().ifPresent(backup -> document.set("S3BackupDescription", place(backup)));
        if (s3.partitioning().enabled()) {
            ObjectNode partitioning =
                    document.putObject("DynamicPartitioningConfiguration").put("Enabled", true);
            partitioning
                    .putObject("RetryOptions")
                    .put("DurationInSeconds", s3.partitioning().retrySeconds());
        }
        s3.conversion()
                .ifPresent(conversion ->
                        document.set("DataFormatConversionConfiguration", ConversionDocument.of(conversion)));
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
