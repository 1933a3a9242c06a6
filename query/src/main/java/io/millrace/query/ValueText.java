package io.millrace.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Values as Athena's results write them. */
final class ValueText {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private ValueText() {}

    static String of(Object value) {
        return switch (value) {
            case BigDecimal it -> it.toPlainString();
            case LocalDateTime it -> TIMESTAMP.format(it);
            case Instant it -> TIMESTAMP.format(it.atOffset(ZoneOffset.UTC)) + " UTC";
            default -> value.toString();
        };
    }
}
