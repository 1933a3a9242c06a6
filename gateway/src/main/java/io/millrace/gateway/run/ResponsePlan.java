package io.millrace.gateway.run;

import io.millrace.gateway.template.MappingTemplate;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One integration response, compiled.
 *
 * @param selection null for the default
 * @param templates by media type, in the order of the document
 * @param headers the value's source by header name
 */
record ResponsePlan(
        int status,
        @Nullable Pattern selection,
        Map<String, MappingTemplate> templates,
        Map<String, HeaderSource> headers) {

    /** Where a header's value comes from. */
    sealed interface HeaderSource {

        record Fixed(String value) implements HeaderSource {}

        record FromIntegration(String header) implements HeaderSource {}

        record FromContext(String name) implements HeaderSource {}
    }

    /** The parameter's value as written in responseParameters; null where it is not understood. */
    static @Nullable HeaderSource source(String expression) {
        if (IntegrationTarget.isFixed(expression)) {
            return new HeaderSource.Fixed(expression.substring(1, expression.length() - 1));
        }
        if (expression.startsWith("integration.response.header.")) {
            return new HeaderSource.FromIntegration(expression.substring("integration.response.header.".length()));
        }
        if (expression.equals("context.requestId")) {
            return new HeaderSource.FromContext("requestId");
        }
        return null;
    }
}
