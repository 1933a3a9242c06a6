package io.millrace.wire;

import io.millrace.base.Caller;
import java.util.Optional;

/** Who stands behind an access key; bound by the server to the identity store. Shared between threads; must not block long. */
public interface Authenticator {

    /**
     * @param secretKey what the signature is checked with
     * @param sessionToken what {@code x-amz-security-token} must equal, for temporary credentials
     */
    record Credential(String secretKey, Optional<String> sessionToken, Caller caller) {}

    /** The credential, or empty where the key is unknown or its session has ended. */
    Optional<Credential> credential(String accessKeyId);
}
