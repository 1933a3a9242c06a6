package io.millrace.functions;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where the station lives.
 *
 * @param directory its own directory below the data directory
 * @param account the account of every function
 * @param endpoint the server's own address, e.g. {@code http://127.0.0.1:4577}, known once it listens; functions get
 *     it as {@code AWS_ENDPOINT_URL}
 */
public record FunctionsPlace(Path directory, String account, Supplier<String> endpoint) {}
