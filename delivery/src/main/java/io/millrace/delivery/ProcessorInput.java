package io.millrace.delivery;

import io.millrace.base.Arn;
import io.millrace.delivery.definition.ProcessorSettings;
import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
                throw FirehoseError.INVALID_ARGUMENT.with(
                        "There can be only one processor of the type " + settings.type() + ".");
            }
            processors.add(settings);
        }
        return processors;
    }

    private static ProcessorSettings processor(Input processor) {
        String type = enumerated(processor, "Type", TYPES);
        List<ProcessorSettings.Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Input parameter : processor.objects("Parameters")) {
            String name = enumerated(parameter, "ParameterName", NAMES);
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
            default ->
                throw FirehoseError.INVALID_ARGUMENT.with("The processor " + type
                        + " is not supported here. Use Lambda or AppendDelimiterToRecord; see docs/compatibility.md.");
        }
        return settings;
    }

    private static String enumerated(Input input, String name, List<String> values) {
        String value = input.requiredString(name);
        if (!values.contains(value)) {
            String path = input.missing(name).text().replaceAll("(?s).* at '(.*)' failed .*", "$1");
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value at '" + path + "' failed to satisfy constraint: Member must"
                            + " satisfy enum value set: [" + String.join(", ", values) + "]");
        }
        return value;
    }

    private static void checkLambda(ProcessorSettings settings) {
        checkNames(settings, OF_LAMBDA);
        String function = settings.parameter("LambdaArn")
                .orElseThrow(() ->
                        FirehoseError.INVALID_ARGUMENT.with("The processor Lambda needs the parameter LambdaArn."));
        boolean named = Arn.parse(function)
                .filter(arn -> arn.service().equals("lambda") && arn.resource().startsWith("function:"))
                .isPresent();
        if (!named) {
            throw FirehoseError.INVALID_ARGUMENT.with("LambdaArn is not the ARN of a function: " + function);
        }
        number(settings, "NumberOfRetries", 0, Double.MAX_VALUE, true);
        number(settings, "BufferSizeInMBs", 0.2, 3, false);
        number(settings, "BufferIntervalInSeconds", 0, 900, true);
    }

    private static void checkNames(ProcessorSettings settings, Set<String> allowed) {
        for (ProcessorSettings.Parameter parameter : settings.parameters()) {
            if (!allowed.contains(parameter.name())) {
                throw FirehoseError.INVALID_ARGUMENT.with("The processor " + settings.type() + " has no parameter "
                        + parameter.name() + ". Leave it out.");
            }
        }
    }

    private static void number(ProcessorSettings settings, String name, double least, double most, boolean whole) {
        settings.parameter(name).ifPresent(text -> {
            boolean shaped = text.strip().matches(whole ? "\\d{1,100}" : "\\d{1,9}(\\.\\d{1,9})?");
            if (!shaped || Double.parseDouble(text.strip()) < least || Double.parseDouble(text.strip()) > most) {
                throw FirehoseError.INVALID_ARGUMENT.with("The value '" + text + "' of " + name + " must be a "
                        + (whole ? "whole number" : "number") + " of at least " + least
                        + (most < Double.MAX_VALUE ? " and at most " + most : "") + ".");
            }
        });
    }
}
