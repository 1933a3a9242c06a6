package io.millrace.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates of a range, written in a format, every {@code interval}-th unit from the left end; both ends belong to it. An
 * end may be {@code NOW}, with an offset, in UTC, at query time. Immutable.
 */
record DateProjection(
        String pattern, DateTimeFormatter formatter, String left, String right, long interval, ChronoUnit unit)
        implements ColumnProjection {

    private static final Pattern NOW = Pattern.compile(
            "\\s*NOW\\s*(([+\\-])\\s*([0-9]+)\\s*" + "(YEARS?|MONTHS?|WEEKS?|DAYS?|HOURS?|MINUTES?|SECONDS?)\\s*)?");

    static DateProjection of(Table table, String base) {
        String pattern = ColumnProjection.required(table, base + "format");
        DateTimeFormatter formatter = formatter(table, base, pattern);
        String[] range = ends(table, base);
        Map<String, String> properties = table.parameters();
        ChronoUnit precision = precision(formatter);
        Optional<String> interval = Optional.ofNullable(properties.get(base + "interval"));
        Optional<String> unit = Optional.ofNullable(properties.get(base + "interval.unit"));
        boolean optional = precision == ChronoUnit.DAYS || precision == ChronoUnit.MONTHS;
        if (!optional && (interval.isEmpty() || unit.isEmpty())) {
            throw ColumnProjection.invalid(
                    table,
                    "'" + base + "interval' and '" + base + "interval.unit' are needed, because the format '" + pattern
                            + "' is neither of single-day nor of single-month precision.");
        }
        DateProjection projection = new DateProjection(
                pattern,
                formatter,
                range[0],
                range[1],
                positive(table, base, interval.orElse("1")),
                unit.map(text -> unit(table, base, text)).orElse(precision));
        projection.check(table, base);
        return projection;
    }

    @Override
    public String shape() {
        long slashes = written(LocalDateTime.of(2000, 1, 1, 0, 0))
                .chars()
                .filter(c -> c == '/')
                .count();
        return "[^/]+" + "/[^/]+".repeat((int) slashes);
    }

    @Override
    public boolean contains(String text, Instant now) {
        LocalDateTime value;
        try {
            value = read(text);
        } catch (DateTimeException notOfTheFormat) {
            return false;
        }
        LocalDateTime from = end(left, now);
        return !value.isBefore(from)
                && !value.isAfter(end(right, now))
                && written(value).equals(text)
                && onGrid(from, value);
    }

    private boolean onGrid(LocalDateTime from, LocalDateTime value) {
        if (interval == 1 && unit.compareTo(precision(formatter)) <= 0) {
            return true;
        }
        long steps = unit.between(from, value) / interval;
        return written(from.plus(Math.multiplyExact(steps, interval), unit)).equals(written(value))
                || written(from.plus(Math.multiplyExact(steps + 1, interval), unit))
                        .equals(written(value));
    }

    /** An end of the range, cut to what the format can say. */
    private LocalDateTime end(String text, Instant now) {
        Matcher matcher = NOW.matcher(text);
        if (!matcher.matches()) {
            return read(text.strip());
        }
        LocalDateTime moment = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        if (matcher.group(1) != null) {
            long amount = Long.parseLong(matcher.group(3)) * (matcher.group(2).equals("-") ? -1 : 1);
            String name = matcher.group(4);
            moment = moment.plus(amount, ChronoUnit.valueOf(name.endsWith("S") ? name : name + "S"));
        }
        return read(written(moment));
    }

    private void check(Table table, String base) {
        try {
            Instant now = Instant.EPOCH.plus(36_500, ChronoUnit.DAYS);
            boolean fixed = !NOW.matcher(left).matches() && !NOW.matcher(right).matches();
            if (end(left, now).isAfter(end(right, now)) && fixed) {
                throw ColumnProjection.invalid(table, "'" + base + "range' must have its earlier end first.");
            }
        } catch (DateTimeException bad) {
            throw ColumnProjection.invalid(
                    table,
                    "'" + base + "range' must be two dates in the format '" + pattern
                            + "', or NOW with an offset such as NOW-3DAYS, with a comma between.");
        }
    }

    private LocalDateTime read(String text) {
        return LocalDateTime.parse(text, formatter);
    }

    private String written(LocalDateTime time) {
        return formatter.format(time.atOffset(ZoneOffset.UTC));
    }

    private static String[] ends(Table table, String base) {
        String range = ColumnProjection.required(table, base + "range");
        String[] ends = range.split(",", -1);
        if (ends.length % 2 != 0) {
            throw ColumnProjection.invalid(table, "'" + base + "range' must have two ends with a comma between.");
        }
        int half = ends.length / 2;
        return new String[] {
            String.join(",", Arrays.copyOfRange(ends, 0, half)),
            String.join(",", Arrays.copyOfRange(ends, half, ends.length))
        };
    }

    private static DateTimeFormatter formatter(Table table, String base, String pattern) {
        try {
            DateTimeFormatter bare = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
            ChronoUnit precision = precision(bare);
            if (precision.compareTo(ChronoUnit.YEARS) >= 0) {
                builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
            }
            if (precision.compareTo(ChronoUnit.MONTHS) >= 0) {
                builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
            }
            if (precision.compareTo(ChronoUnit.DAYS) >= 0) {
                builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
            }
            if (precision.compareTo(ChronoUnit.HOURS) >= 0) {
                builder.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
            }
            return builder.toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException bad) {
            throw ColumnProjection.invalid(table, "'" + base + "format' is no date pattern: " + bad.getMessage() + ".");
        }
    }

    /** The finest unit that the format writes: the first whose change changes the text. */
    private static ChronoUnit precision(DateTimeFormatter formatter) {
        LocalDateTime sample = LocalDateTime.of(2001, 2, 3, 4, 5, 6, 7_000_000);
        ChronoUnit[] units = {
            ChronoUnit.MILLIS,
            ChronoUnit.SECONDS,
            ChronoUnit.MINUTES,
            ChronoUnit.HOURS,
            ChronoUnit.DAYS,
            ChronoUnit.MONTHS
        };
        String written = formatter.format(sample.atOffset(ZoneOffset.UTC));
        for (ChronoUnit unit : units) {
            TemporalAccessor next = sample.plus(1, unit).atOffset(ZoneOffset.UTC);
            if (!formatter.format(next).equals(written)) {
                return unit;
            }
        }
        return ChronoUnit.YEARS;
    }

    private static long positive(Table table, String base, String text) {
        try {
            long value = Long.parseLong(text.strip());
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException bad) {
            // The same message serves.
        }
        throw ColumnProjection.invalid(table, "'" + base + "interval' must be a whole number above 0.");
    }

    private static ChronoUnit unit(Table table, String base, String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return switch (name.endsWith("S") ? name : name + "S") {
            case "YEARS" -> ChronoUnit.YEARS;
            case "MONTHS" -> ChronoUnit.MONTHS;
            case "WEEKS" -> ChronoUnit.WEEKS;
            case "DAYS" -> ChronoUnit.DAYS;
            case "HOURS" -> ChronoUnit.HOURS;
            case "MINUTES" -> ChronoUnit.MINUTES;
            case "SECONDS" -> ChronoUnit.SECONDS;
            case "MILLISECONDS", "MILLIS" -> ChronoUnit.MILLIS;
            default ->
                throw ColumnProjection.invalid(
                        table,
                        "'" + base + "interval.unit' is '" + text
                                + "'; it can be YEARS, MONTHS, WEEKS, DAYS, HOURS, MINUTES, SECONDS or MILLISECONDS.");
        };
    }
}
