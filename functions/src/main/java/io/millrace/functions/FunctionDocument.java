package io.millrace.functions;

import io.millrace.base.Json;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.functions.definition.FunctionDefinition.Settings;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import tools.jackson.databind.node.ObjectNode;

/** A function as Lambda shows it. */
final class FunctionDocument {

    private FunctionDocument() {}

    /** The shape FunctionConfiguration. */
    static ObjectNode configuration(FunctionDefinition definition, String account) {
        Settings settings = definition.settings();
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("FunctionName", definition.key().name());
        document.put("FunctionArn", arn(definition, account));
        document.put("Runtime", settings.runtime());
        document.put("Role", settings.role());
        document.put("Handler", settings.handler());
        document.put("CodeSize", definition.code().size());
        document.put("Description", settings.description());
        document.put("Timeout", settings.timeoutSeconds());
        document.put("MemorySize", settings.memoryMegabytes());
        document.put("LastModified", definition.lastModified());
        document.put("CodeSha256", definition.code().sha256Base64());
        document.put("Version", definition.version());
        if (!settings.environment().isEmpty()) {
            ObjectNode variables = document.putObject("Environment").putObject("Variables");
            settings.environment().forEach(variables::put);
        }
        document.putObject("TracingConfig").put("Mode", "PassThrough");
        document.put("RevisionId", definition.revisionId());
        document.put("State", "Active");
        document.put("LastUpdateStatus", "Successful");
        document.put("PackageType", "Zip");
        document.putArray("Architectures").add(settings.architecture());
        document.putObject("EphemeralStorage").put("Size", settings.temporaryMegabytes());
        document.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        document.putObject("LoggingConfig")
                .put("LogFormat", "Text")
                .put("LogGroup", "/aws/lambda/" + definition.key().name());
        return document;
    }

    private static String arn(FunctionDefinition definition, String account) {
        FunctionKey key = definition.key();
        return (definition.isLatest() ? key.arn(account) : key.arn(account, definition.version())).toString();
    }
}
