package io.millrace.access.identity;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Temporary credentials, in memory: they end with their time, with their role, and with the process. Shared. */
public final class Sessions {

    /** Credentials of a session, as STS hands them out. */
    public record Issued(String accessKeyId, String secretKey, String sessionToken, Instant expires, Caller caller) {}

    private record Session(Issued issued, Optional<String> roleId) {}

    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Roles roles;
    private final Clock clock;

    Sessions(Roles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    public Issued issue(Caller caller, Duration lifetime) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !session.issued().expires().isAfter(now));
        Issued issued = new Issued(EntityNames.id("ASIA", 20), secret(30), secret(192), now.plus(lifetime), caller);
        sessions.put(issued.accessKeyId(), new Session(issued, roleId(caller)));
        return issued;
    }

    /** The credentials behind a key, unless they have ended. */
    public Optional<Issued> find(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId))
                .filter(session -> session.issued().expires().isAfter(clock.instant()))
                .filter(session ->
                        session.roleId().equals(roleId(session.issued().caller())))
                .map(Session::issued);
    }

    private Optional<String> roleId(Caller caller) {
        return caller.role().map(Arn::toString).flatMap(roles::byArn).map(Role::id);
    }

    private String secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
