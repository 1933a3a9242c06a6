package io.millrace.functions;

import java.util.Optional;

/**
 * How to invoke.
 *
 * @param clientContext a JSON document for {@code context.client_context}
 */
public record InvokeOptions(Optional<String> clientContext) {

    public static InvokeOptions defaults() {
        return new InvokeOptions(Optional.empty());
    }
}
