package io.millrace.functions;

import io.millrace.functions.definition.FunctionDefinition.Settings;
import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what a caller says of a function: what we do not do is refused by name, and so is what is out of range. */
final class FunctionInput {

    private static final Set<String> RUNTIMES =
            IntStream.rangeClosed(8, 14).mapToObj(minor -> "python3." + minor).collect(Collectors.toSet());
    private static final Set<String> PROVIDED = Set.of("provided", "provided.al2", "provided.al2023");
    private static final Set<String> ARCHITECTURES = Set.of("x86_64", "arm64");
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    private static final int ENVIRONMENT_LIMIT = 4096;

    private final Input input;

    FunctionInput(Input input) {
        this.input = input;
    }

    /** The settings of CreateFunction. */
    Settings created() {
        refuseOther();
        one("PackageType", "Zip", "Only functions in a ZIP file run here.");
        String runtime = runtime(input.string("Runtime")
                .orElseThrow(() ->
                        LambdaError.invalid("Runtime is mandatory for functions created with deployment packages.")));
        String handler = handler(input.string("Handler")
                .orElseThrow(() ->
                        LambdaError.invalid("Handler is mandatory for functions created with deployment packages.")));
        return new Settings(
                runtime,
                role(input.requiredString("Role")),
                handler,
                description(""),
                timeout(3),
                memory(128),
                temporary(512),
                environment(Map.of()),
                architecture("x86_64"));
    }

    /** The settings after UpdateFunctionConfiguration: what is not named stays. */
    Settings updated(Settings old) {
        refuseOther();
        return new Settings(
                input.string("Runtime").map(FunctionInput::runtime).orElse(old.runtime()),
                input.string("Role").map(this::role).orElse(old.role()),
                input.string("Handler").map(this::handler).orElse(old.handler()),
                description(old.description()),
                timeout(old.timeoutSeconds()),
                memory(old.memoryMegabytes()),
                temporary(old.temporaryMegabytes()),
                environment(old.environment()),
                old.architecture());
    }

    /** The ZIP file of CreateFunction's Code, or of UpdateFunctionCode. */
    static byte[] zip(Input code) {
        for (String other : List.of("S3Bucket", "S3Key", "S3ObjectVersion", "ImageUri", "SourceKMSKeyArn")) {
            if (code.has(other)) {
                throw LambdaError.invalid(
                        "The parameter " + other + " is not supported here. Send the code as ZipFile.");
            }
        }
        return code.blob("ZipFile").orElseThrow(() -> LambdaError.invalid("Please provide the code as ZipFile."));
    }

    String architecture(String fallback) {
        List<String> all = input.strings("Architectures");
        if (all.isEmpty()) {
            return fallback;
        }
        if (all.size() > 1 || !ARCHITECTURES.contains(all.getFirst())) {
            throw input.broken("Architectures", all.toString(), "Member must satisfy enum value set: [x86_64, arm64]");
        }
        return all.getFirst();
    }

    /** Members that may be sent with the value that says: nothing of the kind. */
    private void refuseOther() {
        input.object("VpcConfig").ifPresent(FunctionInput::refuseNetwork);
        input.object("TracingConfig").ifPresent(tracing -> only(tracing, "Mode", "PassThrough"));
        input.object("SnapStart").ifPresent(snap -> only(snap, "ApplyOn", "None"));
        input.object("LoggingConfig").ifPresent(logging -> only(logging, "LogFormat", "Text"));
        input.object("DeadLetterConfig").ifPresent(letters -> only(letters, "TargetArn", ""));
        if (!input.strings("Layers").isEmpty()) {
            throw LambdaError.invalid("Layers are not supported here. Put what they hold into the ZIP file.");
        }
        one("KMSKeyArn", "", "Encryption keys are not supported here.");
        one("CodeSigningConfigArn", "", "Code signing is not supported here.");
    }

    private static void refuseNetwork(Input network) {
        boolean dual = network.bool("Ipv6AllowedForDualStack").orElse(false);
        if (dual
                || !network.strings("SubnetIds").isEmpty()
                || !network.strings("SecurityGroupIds").isEmpty()) {
            throw LambdaError.invalid("VpcConfig is not supported here. Leave it out.");
        }
    }

    private static void only(Input object, String name, String value) {
        String given = object.string(name).orElse(value);
        if (!given.equals(value)) {
            throw LambdaError.invalid("The value '" + given + "' of " + name + " is not supported here. Leave it out.");
        }
    }

    private void one(String name, String value, String otherwise) {
        if (!input.string(name).orElse(value).equals(value)) {
            throw LambdaError.invalid("The parameter " + name + " is not supported here. " + otherwise);
        }
    }

    private static String runtime(String runtime) {
        if (!RUNTIMES.contains(runtime) && !PROVIDED.contains(runtime)) {
            throw LambdaError.invalid(
                    "The runtime parameter of " + runtime + " is not supported here. Use python3.8 to python3.14,"
                            + " or provided.al2023 with a file named bootstrap.");
        }
        return runtime;
    }

    private String role(String role) {
        if (!ROLE.matcher(role).matches()) {
            throw input.broken("Role", role, "Member must satisfy regular expression pattern: " + ROLE.pattern());
        }
        return role;
    }

    private String handler(String handler) {
        if (handler.isEmpty() || handler.length() > 128 || handler.chars().anyMatch(Character::isWhitespace)) {
            throw input.broken("Handler", handler, "Member must satisfy regular expression pattern: [^\\s]+");
        }
        return handler;
    }

    private String description(String fallback) {
        return description(input).orElse(fallback);
    }

    /** The member Description, of whatever has one. */
    static Optional<String> description(Input input) {
        Optional<String> description = input.string("Description");
        if (description.isPresent() && description.get().length() > 256) {
            throw input.broken("Description", description.get(), "Member must have length less than or equal to 256");
        }
        return description;
    }

    private int timeout(int fallback) {
        return ranged(input, "Timeout", fallback, 1, 900);
    }

    private int memory(int fallback) {
        return ranged(input, "MemorySize", fallback, 128, 10_240);
    }

    private int temporary(int fallback) {
        return input.object("EphemeralStorage")
                .map(storage -> ranged(storage, "Size", fallback, 512, 10_240))
                .orElse(fallback);
    }

    private static int ranged(Input input, String name, int fallback, int least, int most) {
        long value = input.integer(name).orElse((long) fallback);
        if (value < least) {
            throw input.broken(name, Long.toString(value), "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            throw input.broken(name, Long.toString(value), "Member must have value less than or equal to " + most);
        }
        return (int) value;
    }

    private Map<String, String> environment(Map<String, String> fallback) {
        Optional<Input> environment = input.object("Environment");
        if (environment.isEmpty()) {
            return fallback;
        }
        Map<String, String> variables = environment.get().stringMap("Variables");
        String reserved = variables.keySet().stream()
                .filter(WorkerEnvironment.RESERVED::contains)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!reserved.isEmpty()) {
            throw LambdaError.invalid(
                    "Lambda was unable to configure your environment variables because the environment variables"
                            + " you have provided contains reserved keys that are currently not supported for modification."
                            + " Reserved keys used in this request: " + reserved);
        }
        int size = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!VARIABLE.matcher(variable.getKey()).matches()
                    || variable.getValue().indexOf('\0') >= 0) {
                throw LambdaError.invalid("The environment variable name '" + variable.getKey()
                        + "' must begin with a letter and hold letters, digits and underscores.");
            }
            size += variable.getKey().length() + variable.getValue().length();
        }
        if (size > ENVIRONMENT_LIMIT) {
            throw LambdaError.invalid(
                    "Lambda was unable to configure your environment variables because the environment variables"
                            + " you have provided exceeded the 4KB limit.");
        }
        return Map.copyOf(variables);
    }
}
