package io.millrace.wire.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/** Derived signing keys, cached. Shared between threads. */
final class SigningKeys {

    private static final int MOST = 1024;

    private record Derivation(String accessKeyId, String secretKey, String date, String region, String service) {}

    private static final MessageDigest SHA_256 = fresh();

    private final ConcurrentHashMap<Derivation, SigningKey> keys = new ConcurrentHashMap<>();

    SigningKey key(Signature.Scope scope, String secretKey) {
        Derivation derivation =
                new Derivation(scope.accessKeyId(), secretKey, scope.date(), scope.region(), scope.service());
        SigningKey known = keys.get(derivation);
        if (known != null) {
            return known;
        }
        SigningKey derived = derive(derivation);
        if (keys.size() >= MOST) {
            // Days and sessions pass; starting over costs four hashes a key.
            keys.clear();
        }
        keys.put(derivation, derived);
        return derived;
    }

    private static SigningKey derive(Derivation from) {
        SigningKey key = new SigningKey(("AWS4" + from.secretKey()).getBytes(StandardCharsets.UTF_8));
        for (String part : new String[] {from.date(), from.region(), from.service(), "aws4_request"}) {
            key = new SigningKey(key.hmac(part));
        }
        return key;
    }

    /** A copy costs less than a look-up among the providers. */
    static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hexSha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Compares in constant time. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
