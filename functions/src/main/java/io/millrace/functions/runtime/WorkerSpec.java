package io.millrace.functions.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the processes of one function revision are started.
 *
 * @param version what the log names as the version that runs
 * @param command the program and its arguments
 * @param environment the whole environment, asked for at each start (credentials are fresh then)
 * @param directory the unpacked code; the working directory
 * @param temporary where each process gets a directory of its own
 * @param memoryMegabytes the limit on the process's data, where the system has one
 * @param room what the process sees of the machine
 * @param marksLog true where the program writes a NUL byte at the end of an invocation's log, as our bootstrap does
 */
public record WorkerSpec(
        String version,
        List<String> command,
        Supplier<Map<String, String>> environment,
        Path directory,
        Path temporary,
        Duration timeout,
        int memoryMegabytes,
        ConfinedRoom room,
        boolean marksLog) {}
