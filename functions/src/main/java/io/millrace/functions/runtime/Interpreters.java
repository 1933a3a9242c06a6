package io.millrace.functions.runtime;

import io.millrace.base.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the machine's Python for a runtime such as {@code python3.8}: that version if present, on the path or among
 * pyenv's, else the nearest later one. Shared between threads; what was found is remembered.
 */
public final class Interpreters {

    private static final Logger log = LoggerFactory.getLogger(Interpreters.class);
    private static final Pattern RUNTIME = Pattern.compile("python3\\.(\\d{1,2})");
    private static final int LATEST_MINOR = 20;
    private static final String PROBE = """
            import importlib.util, json, site, sys
            print(json.dumps([sys.executable, sys.version_info[0], sys.version_info[1], site.getuserbase(),
                importlib.util.find_spec('boto3') is not None,
                [sys.prefix, sys.base_prefix, site.getuserbase()]]))
            """;

    /**
     * A Python that runs.
     *
     * @param executable its real path, not a version switch's script
     * @param userBase where packages that a user installed for it lie
     * @param homes the directories that it needs, in which it and its packages lie
     */
    public record Interpreter(String executable, int minor, String userBase, boolean hasBoto3, List<Path> homes) {

        public String version() {
            return "3." + minor;
        }
    }

    private final List<Path> path;
    private final Path pyenv;
    private final Map<String, Optional<Interpreter>> found = new ConcurrentHashMap<>();

    /** @param pyenv pyenv's root directory; need not exist */
    public Interpreters(List<Path> path, Path pyenv) {
        this.path = List.copyOf(path);
        this.pyenv = pyenv;
    }

    /** Looks where this process's environment says. */
    public static Interpreters ofMachine() {
        List<Path> path = new ArrayList<>();
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!directory.isEmpty()) {
                path.add(Path.of(directory));
            }
        }
        String root = System.getenv("PYENV_ROOT");
        return new Interpreters(
                path, root == null ? Path.of(System.getProperty("user.home"), ".pyenv") : Path.of(root));
    }

    /** The Python that runs functions of this runtime, or empty where the machine has none, or it is no Python. */
    public Optional<Interpreter> forRuntime(String runtime) {
        Matcher matcher = RUNTIME.matcher(runtime);
        return matcher.matches()
                ? found.computeIfAbsent(runtime, key -> search(Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }

    private Optional<Interpreter> search(int wanted) {
        for (int minor = wanted; minor <= LATEST_MINOR; minor++) {
            for (Path candidate : candidates(minor)) {
                Optional<Interpreter> interpreter = probe(candidate, wanted);
                if (interpreter.isPresent()) {
                    return interpreter;
                }
            }
        }
        for (Path directory : path) {
            Optional<Interpreter> interpreter = probe(directory.resolve("python3"), wanted);
            if (interpreter.isPresent()) {
                return interpreter;
            }
        }
        return Optional.empty();
    }

    private List<Path> candidates(int minor) {
        List<Path> candidates = new ArrayList<>();
        for (Path directory : path) {
            candidates.add(directory.resolve("python3." + minor));
        }
        Path versions = pyenv.resolve("versions");
        if (Files.isDirectory(versions)) {
            try (DirectoryStream<Path> installed = Files.newDirectoryStream(versions, "3." + minor + ".*")) {
                installed.forEach(version -> candidates.add(version.resolve("bin/python3")));
            } catch (IOException unreadable) {
                log.debug("pyenv's versions cannot be listed: {}", unreadable.toString());
            }
        }
        return candidates;
    }

    private static Optional<Interpreter> probe(Path candidate, int atLeast) {
        if (!Files.isExecutable(candidate)) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(candidate.toString(), "-c", PROBE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readNBytes(1 << 16);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return Optional.empty();
            }
            JsonNode answer = Json.MAPPER.readTree(new String(output, StandardCharsets.UTF_8));
            Interpreter interpreter = new Interpreter(
                    answer.path(0).asString(),
                    answer.path(2).asInt(),
                    answer.path(3).asString(),
                    answer.path(4).asBoolean(),
                    answer.path(5)
                            .valueStream()
                            .map(home -> Path.of(home.asString()))
                            .distinct()
                            .filter(Files::isDirectory)
                            .toList());
            boolean fits = answer.path(1).asInt() == 3 && interpreter.minor() >= atLeast;
            return fits ? Optional.of(interpreter) : Optional.empty();
        } catch (IOException | JacksonException unusable) {
            log.debug("{} does not run: {}", candidate, unusable.toString());
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
