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
 * @param reachable whether the server listens on an address that others can reach
 */
public record FunctionsPlace(Path directory, String account, Supplier<String> endpoint, boolean reachable) {

    /** On an address that only this machine reaches. */
    public FunctionsPlace(Path directory, String account, Supplier<String> endpoint) {
        this(directory, account, endpoint, false);
    }
}
