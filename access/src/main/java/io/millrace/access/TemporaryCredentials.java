package io.millrace.access;

import java.time.Instant;

/** What a session signs with until it expires. The secret and the token never go to a log. */
public record TemporaryCredentials(String accessKeyId, String secretKey, String sessionToken, Instant expires) {

    @Override
    public String toString() {
        return "TemporaryCredentials[" + accessKeyId + ", expires " + expires + "]";
    }
}
