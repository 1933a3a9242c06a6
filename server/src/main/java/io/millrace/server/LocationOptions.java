package io.millrace.server;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a server is: the options that every command shares. */
final class LocationOptions {

    static final int DEFAULT_PORT = 4577;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The one port for everything (default: ${DEFAULT-VALUE}).")
    int port = DEFAULT_PORT;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The one directory that holds everything (default: ./data; for demo: ./data/demo).")
    @org.jspecify.annotations.Nullable
    Path data;

    Path dataOr(String fallback) {
        return data == null ? Path.of(fallback) : data;
    }
}
