package io.millrace.formats;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads dates and timestamps from JSON texts, leniently, as the OpenX SerDe does. Immutable. */
final class TimestampText {

    private static final int MILLIS_LENGTH = 13;
    private static final Pattern OFFSET = Pattern.compile(".+[+\\-]\\d{2}:?\\d{2}$");
    private static final Pattern NUMERIC = Pattern.compile("[-+.0-9]+");
    private static final DateTimeFormatter DATE =
            new DateTimeFormatterBuilder().append(ymd()).toFormatter().withResolverStyle(ResolverStyle.LENIENT);
    private static final DateTimeFormatter HIVE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .parseLenient()
            .append(ymd())
            .optionalStart()
            .appendLiteral(' ')
            .appendValue(ChronoField.HOUR_OF_DAY, 1, 2, SignStyle.NORMAL)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 1, 2, SignStyle.NORMAL)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 1, 2, SignStyle.NORMAL)
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.LENIENT);
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .parseLenient()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .toFormatter()
            .withResolverStyle(ResolverStyle.LENIENT);
    private static final List<DateTimeFormatter> ZONED = List.of(zoned("+HHMM"), zoned("+HH:MM"));

    private final List<DateTimeFormatter> own;

    /** @param formats the {@code timestamp.formats} property: patterns between commas, backslash escapes */
    TimestampText(String formats) {
        List<DateTimeFormatter> patterns = new ArrayList<>();
        for (String pattern : formats.split("(?<!\\\\),", -1)) {
            if (!pattern.isEmpty()) {
                patterns.add(
                        DateTimeFormatter.ofPattern(pattern.replace("\\,", ",").replace("\\\\", "\\"))
                                .withZone(ZoneOffset.UTC));
            }
        }
        this.own = List.copyOf(patterns);
    }

    /** Days since 1970-01-01, which fit an int. */
    static long date(String text) {
        String trimmed = text.trim();
        int space = trimmed.indexOf(' ');
        LocalDate date = LocalDate.parse(space < 0 ? trimmed : trimmed.substring(0, space), DATE);
        return Math.toIntExact(date.toEpochDay());
    }

    /** Microseconds since 1970-01-01 00:00. */
    long micros(String text) {
        for (DateTimeFormatter formatter : own) {
            try {
                return JsonScalars.micros(utc(formatter.parse(text, ZonedDateTime::from)));
            } catch (DateTimeParseException other) {
                // The next pattern may fit.
            }
        }
        return text.indexOf(':') > 0 ? JsonScalars.micros(withTime(text)) : numeric(text);
    }

    /** Microseconds since 1970-01-01 00:00 of a time as Hive writes it, or in one of the formats; no bare numbers. */
    long local(String text) {
        for (DateTimeFormatter formatter : own) {
            try {
                return JsonScalars.micros(utc(formatter.parse(text, ZonedDateTime::from)));
            } catch (DateTimeParseException other) {
                // The next pattern may fit.
            }
        }
        return JsonScalars.micros(LocalDateTime.parse(text.trim(), HIVE));
    }

    private static LocalDateTime withTime(String text) {
        if (text.endsWith("Z") || text.endsWith("z") || OFFSET.matcher(text).matches()) {
            for (DateTimeFormatter formatter : ZONED) {
                try {
                    return utc(ZonedDateTime.parse(text, formatter));
                } catch (DateTimeParseException other) {
                    // The other form of offset may fit.
                }
            }
        }
        String trimmed = text.trim();
        try {
            return LocalDateTime.parse(trimmed, HIVE);
        } catch (DateTimeParseException other) {
            return LocalDateTime.parse(trimmed, ISO);
        }
    }

    /** Seconds; milliseconds from 13 characters on; seconds with a fraction. */
    private static long numeric(String text) {
        if (!NUMERIC.matcher(text).matches()) {
            throw new DateTimeParseException("Not a timestamp", text, 0);
        }
        if (text.indexOf('.') >= 0) {
            long millis = DecimalText.parse(text)
                    .scaleByPowerOfTen(3)
                    .setScale(0, RoundingMode.DOWN)
                    .longValueExact();
            return Math.multiplyExact(millis, 1000L);
        }
        long number = Long.parseLong(text);
        return Math.multiplyExact(number, text.length() >= MILLIS_LENGTH ? 1000L : 1_000_000L);
    }

    private static LocalDateTime utc(ZonedDateTime time) {
        return time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private static DateTimeFormatter zoned(String offset) {
        return new DateTimeFormatterBuilder()
                .parseLenient()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .optionalStart()
                .appendOffset(offset, "Z")
                .optionalEnd()
                .toFormatter()
                .withResolverStyle(ResolverStyle.LENIENT);
    }

    private static DateTimeFormatter ymd() {
        return new DateTimeFormatterBuilder()
                .parseLenient()
                .appendValue(ChronoField.YEAR, 1, 10, SignStyle.NORMAL)
                .appendLiteral('-')
                .appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NORMAL)
                .appendLiteral('-')
                .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NORMAL)
                .toFormatter();
    }
}
