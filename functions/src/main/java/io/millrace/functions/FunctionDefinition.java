package io.millrace.functions;

import io.millrace.functions.FunctionName.FunctionKey;
import io.millrace.functions.code.CodeStore.StoredCode;
import java.time.Duration;
import java.util.Map;

/**
 * A function as it stands in the control state.
 *
 * @param revisionId new at each change of settings or code
 * @param lastModified as Lambda writes it, {@code 2026-11-23T18:00:00.000+0000}
 */
record FunctionDefinition(
        FunctionKey key,
        Settings settings,
        StoredCode code,
        String revisionId,
        String lastModified,
        Map<String, String> tags) {

    /** What UpdateFunctionConfiguration changes. */
    record Settings(
            String runtime,
            String role,
            String handler,
            String description,
            int timeoutSeconds,
            int memoryMegabytes,
            Map<String, String> environment,
            String architecture) {

        boolean isPython() {
            return runtime.startsWith("python");
        }

        Duration timeout() {
            return Duration.ofSeconds(timeoutSeconds);
        }
    }

    FunctionDefinition with(Settings changed, String newRevision, String modified) {
        return new FunctionDefinition(key, changed, code, newRevision, modified, tags);
    }

    FunctionDefinition with(StoredCode changed, String newRevision, String modified) {
        return new FunctionDefinition(key, settings, changed, newRevision, modified, tags);
    }

    FunctionDefinition withTags(Map<String, String> changed) {
        return new FunctionDefinition(key, settings, code, revisionId, lastModified, changed);
    }
}
