package io.millrace.wire.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derived signing keys, cached. Shared between threads. */
final class SigningKeys {

    private static final int MOST = 1024;

    private record Derivation(String accessKeyId, String secretKey, String date, String region, String service) {}

    private final ConcurrentHashMap<Derivation, SecretKeySpec> keys = new ConcurrentHashMap<>();

    SecretKeySpec key(Signature.Scope scope, String secretKey) {
        Derivation derivation =
                new Derivation(scope.accessKeyId(), secretKey, scope.date(), scope.region(), scope.service());
        SecretKeySpec known = keys.get(derivation);
        if (known != null) {
            return known;
        }
        SecretKeySpec derived = derive(derivation);
        if (keys.size() >= MOST) {
            // Days and sessions pass; starting over costs four hashes a key.
            keys.clear();
        }
        keys.put(derivation, derived);
        return derived;
    }

    private static SecretKeySpec derive(Derivation from) {
        SecretKeySpec key = spec(("AWS4" + from.secretKey()).getBytes(StandardCharsets.UTF_8));
        for (String part : new String[] {from.date(), from.region(), from.service(), "aws4_request"}) {
            key = spec(hmac(key, part));
        }
        return key;
    }

    private static SecretKeySpec spec(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hexHmac(SecretKeySpec key, String text) {
        return HexFormat.of().formatHex(hmac(key, text));
    }

    static MessageDigest sha256() {
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
