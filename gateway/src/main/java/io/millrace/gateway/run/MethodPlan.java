package io.millrace.gateway.run;

import io.millrace.gateway.template.MappingTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method with its integration, compiled.
 *
 * @param required parameters that must be there, e.g. {@code method.request.header.X}
 * @param target null for MOCK
 * @param templates by media type
 */
record MethodPlan(
        String resourceId,
        String resourcePath,
        List<String> required,
        @Nullable IntegrationTarget target,
        String credentials,
        Passthrough passthrough,
        Map<String, MappingTemplate> templates,
        Duration timeout,
        List<ResponsePlan> responses) {

    boolean isMock() {
        return target == null;
    }

    /** The response for a status: the first whose pattern fits the whole of it, else the default. */
    @Nullable
    ResponsePlan response(String status) {
        ResponsePlan fallback = null;
        for (ResponsePlan response : responses) {
            if (response.selection() == null) {
                fallback = fallback == null ? response : fallback;
            } else if (response.selection().matcher(status).matches()) {
                return response;
            }
        }
        return fallback;
    }
}
