package io.millrace.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command that starts a server takes: where it is, and its settings from a file and one by one. */
final class ServerOptions {

    @Mixin
    private LocationOptions location = new LocationOptions();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: 127.0.0.1). Another needs --insecure.")
    private @Nullable String listen;

    @Option(names = "--insecure", description = "Allow a listen address that others reach, without TLS.")
    private boolean insecure;

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file of settings.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting; see docs/configuration.md. May be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    Path dataOr(String fallback) {
        return location.dataOr(fallback);
    }

    int port() {
        return location.port;
    }

    /** All settings that were given: the file's, then the options', then those set one by one. */
    Map<String, String> values() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        if (config != null) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(config)) {
                file.load(reader);
            }
            file.stringPropertyNames().forEach(key -> values.put(key, file.getProperty(key)));
        }
        values.put("wire.port", Integer.toString(location.port));
        if (listen != null) {
            values.put("wire.listen", listen);
        }
        if (insecure) {
            values.put("wire.insecure", "true");
        }
        values.putAll(settings);
        return values;
    }
}
