package io.millrace.functions.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a function's process with its limits, in a session of its own where the system can, and ends it with all that
 * it started. The JDK closes every other open file in the child.
 */
final class ProcessLaunch {

    private static final Logger log = LoggerFactory.getLogger(ProcessLaunch.class);
    private static final Path SHELL = Path.of("/bin/sh");
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    /** Limits the data segment and forbids core files; a system without these limits goes on without. */
    private static final String WITH_LIMITS =
            "ulimit -c 0 2>/dev/null; ulimit -d \"$1\" 2>/dev/null; shift; exec \"$@\"";

    private ProcessLaunch() {}

    /** @param own the process's own directory */
    static Process start(WorkerSpec spec, Map<String, String> environment, Path own) throws IOException {
        List<String> command = new ArrayList<>();
        setsid().ifPresent(command::add);
        if (Files.isExecutable(SHELL)) {
            String kilobytes = Long.toString(spec.memoryMegabytes() * 1024L);
            command.addAll(List.of(SHELL.toString(), "-c", WITH_LIMITS, "sh", kilobytes));
        }
        boolean confined = spec.room().confines();
        if (confined) {
            Path exports = own.resolve("environment");
            Files.writeString(exports, ConfinedRoom.exports(environment));
            command.addAll(spec.room().command(exports, spec.directory(), spec.command()));
        } else {
            command.addAll(spec.command());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(spec.directory().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(confined ? ConfinedRoom.environment() : environment);
        return builder.start();
    }

    private static Optional<String> setsid() {
        return SETSID.stream().filter(Files::isExecutable).map(Path::toString).findFirst();
    }

    /** Ends the process, its descendants, and what they left behind in its session. */
    static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        if (setsid().isPresent() && Files.isExecutable(SHELL)) {
            endGroup(process.pid());
        }
    }

    private static void endGroup(long group) {
        try {
            new ProcessBuilder(SHELL.toString(), "-c", "kill -KILL -- \"-$1\" 2>/dev/null", "sh", Long.toString(group))
                    .start()
                    .getOutputStream()
                    .close();
        } catch (IOException failure) {
            log.debug("The process group {} cannot be ended: {}", group, failure.toString());
        }
    }

    /** The one that is the function's own among those that started it: the largest. */
    static long program(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .max(Comparator.comparingLong(ProcessLaunch::peakKilobytes))
                .orElse(process.pid());
    }

    /** The process's largest resident size so far in megabytes, or 0 where the system does not say. */
    static long peakMegabytes(long pid) {
        return peakKilobytes(pid) / 1024;
    }

    private static long peakKilobytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
        return 0;
    }
}
