package io.millrace.delivery.definition;

import java.util.List;
import java.util.Optional;

/** One processor as a caller gave it. */
public record ProcessorSettings(String type, List<Parameter> parameters) {

    /** A name of AWS's enumeration and a text. */
    public record Parameter(String name, String value) {}

    public Optional<String> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }
}
