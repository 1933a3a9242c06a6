package io.millrace.access.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates as policies write them: W3C's ISO 8601 profile, or seconds since 1970. */
final class PolicyDate {

    private PolicyDate() {}

    static Optional<Instant> parse(String text) {
        try {
            if (text.matches("\\d{1,11}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
