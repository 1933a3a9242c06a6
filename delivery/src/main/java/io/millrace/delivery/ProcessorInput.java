package io.millrace.delivery;

import io.millrace.base.Arn;
import io.millrace.delivery.definition.ProcessorSettings;
import io.millrace.wire.Input;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads ProcessingConfiguration. */
final class ProcessorInput {

    /** In the order in which AWS prints them. */
    private static final List<String> TYPES = List.of(
            "Decompression",
            "Lambda",
            "RecordDeAggregation",
            "MetadataExtraction",
            "AppendDelimiterToRecord",
            "CloudWatchLogProcessing");

    private static final List<String> NAMES = List.of(
            "DataMessageExtraction",
            "NumberOfRetries",
            "Delimiter",
            "RoleArn",
            "JsonParsingEngine",
            "SubRecordType",
            "MetadataExtractionQuery",
            "BufferIntervalInSeconds",
            "LambdaArn",
            "BufferSizeInMBs",
            "CompressionFormat");

    private static final Set<String> OF_LAMBDA =
            Set.of("LambdaArn", "NumberOfRetries", "RoleArn", "BufferSizeInMBs", "BufferIntervalInSeconds");

    private static final int MOST = 5;

    private final Input processing;

    ProcessorInput(Input processing) {
        this.processing = processing;
    }

    List<ProcessorSettings> read() {
        List<ProcessorSettings> processors = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (Input processor : processing.objects("Processors")) {
            ProcessorSettings settings = processor(processor);
            if (!types.add(settings.type())) {
                throw FirehoseError.INVALID_ARGUMENT.with("Cannot have more than 1 " + settings.type() + " processor.");
            }
            processors.add(settings);
        }
        if (processors.size() > MOST) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled.");
        }
        return processors;
    }

    private static ProcessorSettings processor(Input processor) {
        String type = PlaceInput.enumerated(processor, "Type", processor.requiredString("Type"), TYPES);
        List<ProcessorSettings.Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Input parameter : processor.objects("Parameters")) {
            String name =
                    PlaceInput.enumerated(parameter, "ParameterName", parameter.requiredString("ParameterName"), NAMES);
            String value = parameter.requiredString("ParameterValue");
            if (value.isEmpty() || value.length() > 5120) {
                throw parameter.broken("ParameterValue", value, "Member must have a length between 1 and 5120");
            }
            if (!names.add(name)) {
                throw FirehoseError.INVALID_ARGUMENT.with("The parameter " + name + " stands twice.");
            }
            parameters.add(new ProcessorSettings.Parameter(name, value));
        }
        ProcessorSettings settings = new ProcessorSettings(type, parameters);
        switch (type) {
            case "Lambda" -> checkLambda(settings);
            case "AppendDelimiterToRecord" -> checkNames(settings, Set.of("Delimiter"));
            case "MetadataExtraction" -> checkExtraction(settings);
            case "RecordDeAggregation" -> checkDeAggregation(settings);
            default ->
                throw FirehoseError.INVALID_ARGUMENT.with("The processor " + type
                        + " is not supported here. Use Lambda, MetadataExtraction, RecordDeAggregation or"
                        + " AppendDelimiterToRecord; see docs/compatibility.md.");
        }
        return settings;
    }

    private static void checkLambda(ProcessorSettings settings) {
        checkNames(settings, OF_LAMBDA);
        String function = settings.parameter("LambdaArn")
                .orElseThrow(() ->
                        FirehoseError.INVALID_ARGUMENT.with("LambdaArn is required when Lambda processor is used."));
        boolean named = Arn.parse(function)
                .filter(arn -> arn.service().equals("lambda") && arn.resource().startsWith("function:"))
                .isPresent();
        if (!named) {
            throw FirehoseError.INVALID_ARGUMENT.with("LambdaArn is not the ARN of a function: " + function);
        }
        require(
                isNumber(settings, "NumberOfRetries", 0, Double.MAX_VALUE, true),
                "NumberOfRetries must be a whole number.");
        require(
                settings.parameter("BufferSizeInMBs").isPresent()
                        == settings.parameter("BufferIntervalInSeconds").isPresent(),
                "Both BufferSizeInMBs and BufferIntervalInSeconds are required to configure buffering for lambda"
                        + " processor.");
        require(
                isNumber(settings, "BufferSizeInMBs", 0.2, 3, false),
                "BufferSizeInMBs for lambda processor must be between 0.2 and 3.");
        require(
                isNumber(settings, "BufferIntervalInSeconds", 0, 900, true),
                "BufferIntervalInSeconds for lambda processor must be between 0 and 900.");
    }

    private static void checkExtraction(ProcessorSettings settings) {
        checkNames(settings, Set.of("MetadataExtractionQuery", "JsonParsingEngine"));
        require(
                settings.parameter("JsonParsingEngine").filter("JQ-1.6"::equals).isPresent(),
                "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6");
        require(
                settings.parameter("MetadataExtractionQuery").isPresent(),
                "The processor MetadataExtraction needs the parameter MetadataExtractionQuery.");
    }

    private static void checkDeAggregation(ProcessorSettings settings) {
        checkNames(settings, Set.of("SubRecordType", "Delimiter"));
        String type = settings.parameter("SubRecordType").orElse("");
        Optional<String> delimiter = settings.parameter("Delimiter");
        require(type.equals("JSON") || type.equals("DELIMITED"), "SubRecordType has to be one of JSON, DELIMITED");
        require(type.equals("JSON") || delimiter.isPresent(), "Delimiter should be present for DELIMITED");
        require(type.equals("DELIMITED") || delimiter.isEmpty(), "Delimiter should not be present for JSON");
        require(
                delimiter.isEmpty() || isBase64(delimiter.get()),
                "Delimiter of RecordDeAggregation must be at least one byte in base64, such as Cg== for a line end.");
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw FirehoseError.INVALID_ARGUMENT.with(otherwise);
        }
    }

    private static void checkNames(ProcessorSettings settings, Set<String> allowed) {
        for (ProcessorSettings.Parameter parameter : settings.parameters()) {
            if (!allowed.contains(parameter.name())) {
                throw FirehoseError.INVALID_ARGUMENT.with("The processor " + settings.type() + " has no parameter "
                        + parameter.name() + ". Leave it out.");
            }
        }
    }

    /** Whether the parameter, where it is given, is such a number. */
    private static boolean isNumber(ProcessorSettings settings, String name, double least, double most, boolean whole) {
        String text = settings.parameter(name).map(String::strip).orElse("");
        if (text.isEmpty()) {
            return settings.parameter(name).isEmpty();
        }
        boolean shaped = text.matches(whole ? "\\d{1,100}" : "\\d{1,9}(\\.\\d{1,9})?");
        return shaped && Double.parseDouble(text) >= least && Double.parseDouble(text) <= most;
    }
}
