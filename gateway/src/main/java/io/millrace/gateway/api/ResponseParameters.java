package io.millrace.gateway.api;

import io.millrace.gateway.run.Engine;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The headers that an integration response sets. */
final class ResponseParameters {

    private ResponseParameters() {}

    /** Keeps them in the document, or refuses what the method does not declare and what is not understood. */
    static void check(Map<String, String> parameters, JsonNode methodResponse, ObjectNode document) {
        if (parameters.isEmpty()) {
            return;
        }
        ObjectNode kept = document.putObject("responseParameters");
        parameters.forEach((name, value) -> {
            if (!name.startsWith("method.response.header.")
                    || !methodResponse.path("responseParameters").has(name)) {
                throw GatewayError.BAD_REQUEST.because(
                        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid"
                                + " mapping expression parameter specified: " + name + "]");
            }
            if (!Engine.understandsHeader(value)) {
                throw GatewayError.unsupported("The response parameter " + name + " = " + value
                        + " (only fixed values, integration.response.header.* and context.requestId)");
            }
            kept.put(name, value);
        });
    }
}
