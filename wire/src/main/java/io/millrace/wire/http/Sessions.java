package io.millrace.wire.http;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Browsers' sessions, in memory: they end with the process. Shared between threads. */
public final class Sessions {

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
    private static final Duration SESSION_LIFETIME = Duration.ofHours(12);

    private record Token(Caller caller, Instant expires) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<String, Token> tokens = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /** A token for {@code /_/login?token=...}, which makes one session, once, within the hour. */
    public String oneTimeToken(Caller caller) {
        Instant now = clock.instant();
        tokens.values().removeIf(token -> token.expires().isBefore(now));
        String token = secret();
        tokens.put(token, new Token(caller, now.plus(TOKEN_LIFETIME)));
        return token;
    }

    Optional<Session> redeem(String token) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.expires().isBefore(now));
        return Optional.ofNullable(tokens.remove(token))
                .filter(found -> found.expires().isAfter(now))
                .map(found -> {
                    Session session = new Session(secret(), found.caller(), now.plus(SESSION_LIFETIME));
                    sessions.put(session.id(), session);
                    return session;
                });
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id))
                .filter(session -> session.expires().isAfter(clock.instant()));
    }

    void end(String id) {
        sessions.remove(id);
    }

    static Duration lifetime() {
        return SESSION_LIFETIME;
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
