package io.millrace.functions;

import io.millrace.access.Access;
import io.millrace.access.TemporaryCredentials;
import io.millrace.base.Arn;
import io.millrace.base.Background;
import io.millrace.base.Caller;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.functions.definition.FunctionDefinition.Settings;
import io.millrace.functions.runtime.ConfinedRoom;
import io.millrace.functions.runtime.Confinement;
import io.millrace.functions.runtime.Interpreters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function's process is started with: the program, and an environment made from nothing, so that no variable of
 * the server's own gets in. Shared between threads.
 */
final class WorkerEnvironment {

    /** Names that Lambda sets, and that a function's own settings may not. */
    static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    private static final Logger log = LoggerFactory.getLogger(WorkerEnvironment.class);
    private static final Duration CREDENTIALS = Duration.ofHours(12);

    private final Access access;
    private final FunctionsPlace place;
    private final Interpreters interpreters;
    private final Path directory;
    private final Background<Confinement> confinement;

    /** @param temporary a directory to try in what the system allows */
    WorkerEnvironment(
            Access access, FunctionsPlace place, Interpreters interpreters, FunctionsConfig config, Path temporary)
            throws IOException {
        this.access = access;
        this.place = place;
        this.interpreters = interpreters;
        this.directory =
                Files.createDirectories(place.directory().resolve("runtime")).toRealPath();
        write("bootstrap.py");
        write("confine.sh");
        this.confinement = new Background<>("millrace-confinement", () -> confinement(config, temporary));
    }

    private Confinement confinement(FunctionsConfig config, Path temporary) {
        Confinement found =
                config.confine() ? Confinement.ofMachine(directory.resolve("confine.sh"), temporary) : Confinement.NONE;
        log.info("{}", found.sentence());
        return found;
    }

    private void write(String name) throws IOException {
        try (InputStream source = Interpreters.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IllegalStateException(name + " is missing from the program's files");
            }
            Files.write(directory.resolve(name), source.readAllBytes());
        }
    }

    /** Begins to try what the system allows. */
    void prepare() {
        confinement.begin();
    }

    /** What the system allows; waits until it was tried. */
    Confinement confinement() {
        return confinement.get();
    }

    /** What a process of the function sees: its code, its interpreter, and nothing else below the server's own places. */
    ConfinedRoom room(Settings settings, Path code) {
        List<Path> shown = new ArrayList<>(List.of(code, directory));
        interpreters.forRuntime(settings.runtime()).ifPresent(python -> shown.addAll(python.homes()));
        return new ConfinedRoom(
                confinement(),
                directory.resolve("confine.sh"),
                hidden(),
                shown,
                settings.temporaryMegabytes(),
                !settings.isPython());
    }

    /**
     * The outermost directory on the way to a path that others may not pass: another user gets at what is shown below it
     * only where the directory itself is covered. The path itself where all is open.
     */
    private static Path outermostClosed(Path path) {
        Path whole = path.toAbsolutePath();
        for (int names = 1; names < whole.getNameCount(); names++) {
            Path ancestor = whole.getRoot().resolve(whole.subpath(0, names));
            try {
                if (!Files.getPosixFilePermissions(ancestor).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return ancestor;
                }
            } catch (IOException | UnsupportedOperationException unknown) {
                return path;
            }
        }
        return path;
    }

    /** The data directory, and the home of whoever runs the server. */
    private List<Path> hidden() {
        Path data = directory.getParent();
        Path parent = data == null ? null : data.getParent();
        List<Path> hidden = new ArrayList<>();
        Path home = Path.of(System.getProperty("user.home", "/"));
        if (Files.isDirectory(home) && home.getNameCount() > 0) {
            hidden.add(home);
        }
        if (parent != null) {
            hidden.add(outermostClosed(parent));
        }
        return hidden;
    }

    /** The program and its arguments; empty where this machine cannot run the runtime. */
    Optional<List<String>> command(Settings settings, Path code) {
        if (settings.isPython()) {
            return interpreters
                    .forRuntime(settings.runtime())
                    .map(python -> List.of(
                            python.executable(),
                            "-u",
                            directory.resolve("bootstrap.py").toString()));
        }
        return Optional.of(List.of(code.resolve("bootstrap").toString()));
    }

    /** A line for the log, where the machine's Python is not the one that was asked for. */
    Optional<String> note(Settings settings) {
        return interpreters
                .forRuntime(settings.runtime())
                .filter(python -> !settings.runtime().equals("python" + python.version()))
                .map(python -> "[WARNING] The runtime " + settings.runtime() + " runs on Python " + python.version()
                        + " (" + python.executable() + "), the nearest that this machine has.");
    }

    /** The environment for one process, with credentials of the function's role; throws AccessDenied. */
    Map<String, String> variables(FunctionDefinition definition, Path code) {
        Settings settings = definition.settings();
        Map<String, String> all = new HashMap<>(settings.environment());
        all.put("PATH", System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("AWS_ENDPOINT_URL", place.endpoint().get());
        all.put("AWS_REGION", definition.key().region());
        all.put("AWS_DEFAULT_REGION", definition.key().region());
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + settings.runtime());
        all.put("AWS_LAMBDA_FUNCTION_NAME", definition.key().name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", definition.version());
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.memoryMegabytes()));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + definition.key().name());
        all.put(
                "AWS_LAMBDA_LOG_STREAM_NAME",
                definition.lastModified().substring(0, 10).replace('-', '/') + "/[" + definition.version() + "]"
                        + definition.revisionId().replace("-", ""));
        all.put("LAMBDA_TASK_ROOT", code.toString());
        all.put("LAMBDA_RUNTIME_DIR", directory.toString());
        all.put("_HANDLER", settings.handler());
        if (settings.isPython()) {
            all.put("PYTHONDONTWRITEBYTECODE", "1");
            interpreters
                    .forRuntime(settings.runtime())
                    .ifPresent(python -> all.put("PYTHONUSERBASE", python.userBase()));
        }
        addCredentials(definition, all);
        return all;
    }

    private void addCredentials(FunctionDefinition definition, Map<String, String> all) {
        Arn arn = definition.key().arn(place.account());
        Caller session = access.assumeRole(
                "lambda.amazonaws.com",
                definition.settings().role(),
                definition.key().name(),
                Optional.of(arn),
                Optional.empty());
        TemporaryCredentials credentials = access.credentials(session, CREDENTIALS);
        all.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", credentials.secretKey());
        all.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    }
}
