package io.millrace.delivery.partition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** A pattern of C's strftime and strptime, as far as jq's users write them. Immutable. */
final class DatePattern {

    private final DateTimeFormatter formatter;

    /** Fails with DateTimeException where a directive is not known. */
    DatePattern(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%') {
                builder.appendLiteral(c);
            } else if (++i < pattern.length()) {
                directive(pattern.charAt(i), builder);
            }
        }
        this.formatter = builder.toFormatter(Locale.ENGLISH);
    }

    private static void directive(char directive, DateTimeFormatterBuilder builder) {
        switch (directive) {
            case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
            case 'y' -> builder.appendPattern("uu");
            case 'm' -> builder.appendPattern("MM");
            case 'd' -> builder.appendPattern("dd");
            case 'e' -> builder.padNext(2).appendValue(ChronoField.DAY_OF_MONTH);
            case 'j' -> builder.appendPattern("DDD");
            case 'H' -> builder.appendPattern("HH");
            case 'I' -> builder.appendPattern("hh");
            case 'M' -> builder.appendPattern("mm");
            case 'S' -> builder.appendPattern("ss");
            case 'p' -> builder.appendPattern("a");
            case 'a' -> builder.appendPattern("EEE");
            case 'A' -> builder.appendPattern("EEEE");
            case 'b', 'h' -> builder.appendPattern("MMM");
            case 'B' -> builder.appendPattern("MMMM");
            case 'u' -> builder.appendValue(ChronoField.DAY_OF_WEEK);
            case 'V' -> builder.appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
            case 'G' -> builder.appendValue(IsoFields.WEEK_BASED_YEAR, 4);
            case 'F' -> builder.appendPattern("uuuu-MM-dd");
            case 'T' -> builder.appendPattern("HH:mm:ss");
            case 'R' -> builder.appendPattern("HH:mm");
            case 'D' -> builder.appendPattern("MM/dd/uu");
            case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
            case 'z' -> builder.appendOffset("+HHMM", "+0000");
            case 'Z' -> builder.appendZoneOrOffsetId();
            case '%' -> builder.appendLiteral('%');
            default -> throw new DateTimeException("%" + directive + " is not supported in a date's pattern here");
        }
    }

    String format(ZonedDateTime time) {
        return formatter.format(time);
    }

    /** What it says nothing of begins: the year at 1900, the day at midnight. */
    ZonedDateTime parse(String text) {
        TemporalAccessor parsed = formatter.parse(text);
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return ZonedDateTime.of(
                date == null ? LocalDate.of(1900, 1, 1) : date,
                time == null ? LocalTime.MIDNIGHT : time,
                ZoneOffset.UTC);
    }
}
