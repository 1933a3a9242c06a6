package io.millrace.functions;

import io.millrace.base.Clock;
import io.millrace.functions.definition.FunctionDefinition;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses at which a function's package can be fetched for ten minutes without a signature, as GetFunction gives them
 * out. Shared between threads; forgotten at the end of the process.
 */
final class CodeLinks {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private record Link(FunctionDefinition definition, Instant ends) {}

    private final FunctionsPlace place;
    private final FunctionChanges changes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Link> links = new ConcurrentHashMap<>();

    CodeLinks(FunctionsPlace place, FunctionChanges changes, Clock clock) {
        this.place = place;
        this.changes = changes;
        this.clock = clock;
    }

    String link(FunctionDefinition definition) {
        Instant now = clock.instant();
        links.values().removeIf(link -> link.ends().isBefore(now));
        byte[] token = new byte[16];
        random.nextBytes(token);
        String text = HexFormat.of().formatHex(token);
        links.put(text, new Link(definition, now.plus(LIFETIME)));
        return place.endpoint().get() + Functions.CODE_PAGES + text;
    }

    /** The package behind a link that has not ended. */
    Optional<Path> archive(String token) {
        return Optional.ofNullable(links.get(token))
                .filter(link -> link.ends().isAfter(clock.instant()))
                .flatMap(link -> changes.archive(link.definition()));
    }
}
