package io.millrace.objects.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** How S3 writes dates, ETags, keys and owners. */
final class S3Text {

    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final DateTimeFormatter IN_XML = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter IN_HEADERS = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final String UNRESERVED = "-_.~/";

    private S3Text() {}

    static String xmlDate(Instant instant) {
        return IN_XML.format(instant);
    }

    static String headerDate(Instant instant) {
        return IN_HEADERS.format(instant);
    }

    /** Empty where the text is no date; HTTP wants such a header ignored. */
    static Optional<Instant> parseHeaderDate(String text) {
        try {
            return Optional.of(Instant.from(IN_HEADERS.parse(text.strip())));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /** An ETag as clients send it: with quotes, without, or marked as weak. */
    static String unquoted(String etag) {
        String text = etag.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** A key for {@code encoding-type=url}. */
    static String encoded(String key) {
        StringBuilder text = new StringBuilder(key.length() + 16);
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    /** The canonical user id of an account: 64 hexadecimal digits, the same for ever. */
    static String ownerId(String account) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(account.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
