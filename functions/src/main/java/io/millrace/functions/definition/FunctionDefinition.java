package io.millrace.functions.definition;

import io.millrace.functions.code.CodeStore.StoredCode;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import java.time.Duration;
import java.util.Map;

/**
 * A function, or one version of it, as it stands in the control state.
 *
 * @param version {@code $LATEST}, or a number
 * @param revisionId new at each change of settings or code
 * @param lastModified as Lambda writes it, {@code 2026-11-23T18:00:00.000+0000}
 * @param tags of the function as a whole; empty in a version
 */
public record FunctionDefinition(
        FunctionKey key,
        String version,
        Settings settings,
        StoredCode code,
        String revisionId,
        String lastModified,
        Map<String, String> tags) {

    /** What UpdateFunctionConfiguration changes. */
    public record Settings(
            String runtime,
            String role,
            String handler,
            String description,
            int timeoutSeconds,
            int memoryMegabytes,
            int temporaryMegabytes,
            Map<String, String> environment,
            String architecture) {

        public boolean isPython() {
            return runtime.startsWith("python");
        }

        public Duration timeout() {
            return Duration.ofSeconds(timeoutSeconds);
        }

        public Settings withDescription(String other) {
            return new Settings(
                    runtime,
                    role,
                    handler,
                    other,
                    timeoutSeconds,
                    memoryMegabytes,
                    temporaryMegabytes,
                    environment,
                    architecture);
        }

        public Settings withArchitecture(String other) {
            return new Settings(
                    runtime,
                    role,
                    handler,
                    description,
                    timeoutSeconds,
                    memoryMegabytes,
                    temporaryMegabytes,
                    environment,
                    other);
        }
    }

    public boolean isLatest() {
        return version.equals(FunctionName.LATEST);
    }

    public FunctionDefinition with(Settings changed, String newRevision, String modified) {
        return new FunctionDefinition(key, version, changed, code, newRevision, modified, tags);
    }

    public FunctionDefinition with(StoredCode changed, String newRevision, String modified) {
        return new FunctionDefinition(key, version, settings, changed, newRevision, modified, tags);
    }

    public FunctionDefinition withTags(Map<String, String> changed) {
        return new FunctionDefinition(key, version, settings, code, revisionId, lastModified, changed);
    }

    /** The version that publishing this makes. */
    public FunctionDefinition published(int number, String description, String newRevision, String modified) {
        return new FunctionDefinition(
                key,
                Integer.toString(number),
                settings.withDescription(description),
                code,
                newRevision,
                modified,
                Map.of());
    }

    /** Whether publishing this again would make the same version, but for its description. */
    public boolean runsAs(FunctionDefinition other) {
        return code.equals(other.code)
                && settings.withDescription("").equals(other.settings().withDescription(""));
    }
}
