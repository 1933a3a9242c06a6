package io.millrace.wire.sign;

import io.millrace.wire.CommonError;
import io.millrace.wire.FormText;
import io.millrace.wire.WireException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says about its own signature; nothing of it is checked yet but its shape.
 *
 * @param stamp the time of signing, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param expires how long a presigned query holds; empty for a header
 * @param sessionToken of temporary credentials
 */
public record Signature(
        Scope scope,
        List<String> signedHeaders,
        String value,
        String stamp,
        Optional<Duration> expires,
        Optional<String> sessionToken) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final long LONGEST_SECONDS = 604_800;

    /**
     * The credential scope.
     *
     * @param date the day, {@code yyyyMMdd}
     */
    public record Scope(String accessKeyId, String date, String region, String service) {

        String text() {
            return date + "/" + region + "/" + service + "/aws4_request";
        }

        private static boolean isRegion(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                    return false;
                }
            }
            return !text.isEmpty() && text.length() <= 32;
        }

        private static Scope parse(String text) {
            String[] parts = text.split("/", -1);
            // An access key holds no slash; anything else in front of the four known parts is none of ours.
            if (parts.length != 5 || !parts[4].equals("aws4_request") || !isRegion(parts[2])) {
                throw incomplete(
                        "Credential must be <access-key>/<yyyymmdd>/<region>/<service>/aws4_request, got: " + text);
            }
            return new Scope(parts[0], parts[1], parts[2], parts[3]);
        }
    }

    /** The signature of a request, where it carries one. */
    public static Optional<Signature> of(RawRequest request) {
        Optional<String> header = request.header("authorization");
        if (header.isPresent() && header.get().startsWith("AWS4-")) {
            return Optional.of(fromHeader(request, header.get()));
        }
        if (request.rawQuery().contains("X-Amz-Algorithm=")) {
            return Optional.of(fromQuery(FormText.parse(request.rawQuery())));
        }
        return Optional.empty();
    }

    /** As they stand in the signature. */
    String signedHeaderNames() {
        return String.join(";", signedHeaders);
    }

    /** The time of signing. Read by hand: a formatter costs as much as the hashes. */
    public Instant time() {
        try {
            if (stamp.length() == 16 && stamp.charAt(8) == 'T' && stamp.charAt(15) == 'Z') {
                return LocalDateTime.of(
                                digits(0, 4), digits(4, 6), digits(6, 8), digits(9, 11), digits(11, 13), digits(13, 15))
                        .toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException impossible) {
            // As any other text that is no time.
        }
        throw incomplete("The date must be in ISO-8601 basic form such as 20260131T235959Z, got: " + stamp);
    }

    private int digits(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = stamp.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    public boolean presigned() {
        return expires.isPresent();
    }

    private static Signature fromHeader(RawRequest request, String header) {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw incomplete("Only " + ALGORITHM + " is supported, got: " + header.split(" ", 2)[0]);
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        String stamp = request.header("x-amz-date")
                .or(() -> request.header("date").map(Signature::httpDate))
                .orElseThrow(() -> incomplete(
                        "Authorization header requires existence of either a 'X-Amz-Date' or a" + " 'Date' header."));
        return new Signature(
                Scope.parse(part(parts, "Credential")),
                List.of(part(parts, "SignedHeaders").split(";", -1)),
                part(parts, "Signature"),
                stamp,
                Optional.empty(),
                request.header("x-amz-security-token"));
    }

    private static Signature fromQuery(Map<String, List<String>> query) {
        Map<String, String> parts = new HashMap<>();
        query.forEach((name, values) -> parts.put(name, values.getFirst()));
        if (!part(parts, "X-Amz-Algorithm").equals(ALGORITHM)) {
            throw incomplete("X-Amz-Algorithm only supports " + ALGORITHM + ".");
        }
        return new Signature(
                Scope.parse(part(parts, "X-Amz-Credential")),
                List.of(part(parts, "X-Amz-SignedHeaders").split(";", -1)),
                part(parts, "X-Amz-Signature"),
                part(parts, "X-Amz-Date"),
                Optional.of(seconds(part(parts, "X-Amz-Expires"))),
                Optional.ofNullable(parts.get("X-Amz-Security-Token")));
    }

    private static Duration seconds(String text) {
        if (!text.matches("\\d{1,7}") || Long.parseLong(text) > LONGEST_SECONDS) {
            throw incomplete("X-Amz-Expires must be a number of seconds, at most " + LONGEST_SECONDS + ".");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.get(name);
        if (value == null || value.isEmpty()) {
            throw incomplete("Authorization requires '" + name + "' parameter.");
        }
        return value;
    }

    private static String httpDate(String text) {
        if (text.matches("\\d{8}T\\d{6}Z")) {
            return text;
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .withZoneSameInstant(ZoneOffset.UTC)
                    .format(STAMP);
        } catch (DateTimeException bad) {
            throw incomplete("The Date header is no date: " + text);
        }
    }

    private static WireException incomplete(String message) {
        return new WireException(CommonError.INCOMPLETE_SIGNATURE, message);
    }
}
