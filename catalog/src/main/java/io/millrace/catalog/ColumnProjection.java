package io.millrace.catalog;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The values that one partition column can have, as its {@code projection.*} properties say. Immutable. */
sealed interface ColumnProjection
        permits ColumnProjection.EnumProjection,
                ColumnProjection.IntegerProjection,
                ColumnProjection.InjectedProjection,
                DateProjection {

    /** A regular expression, without groups, that every value of the column matches, in a key. */
    String shape();

    /** Whether the text is one of the column's values at that moment. */
    boolean contains(String text, Instant now);

    /** Reads the properties of the column. */
    static ColumnProjection of(Table table, String column) {
        Map<String, String> properties = table.parameters();
        String base = "projection." + column + ".";
        String type = properties.getOrDefault(base + "type", "").strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "enum" ->
                new EnumProjection(List.of(required(table, base + "values").split("\\s*,\\s*", -1)));
            case "integer" -> IntegerProjection.of(table, base);
            case "date" -> DateProjection.of(table, base);
            case "injected" -> new InjectedProjection();
            default ->
                throw invalid(
                        table, "'" + base + "type' is '" + type + "'; it can be enum, integer, date or injected.");
        };
    }

    /** One of a list. */
    record EnumProjection(List<String> values) implements ColumnProjection {
        public EnumProjection {
            values = values.stream().map(String::strip).toList();
        }

        @Override
        public String shape() {
            StringBuilder shape = new StringBuilder("(?:");
            for (String value : values) {
                shape.append(shape.length() > 3 ? "|" : "").append(Pattern.quote(value));
            }
            return shape.append(')').toString();
        }

        @Override
        public boolean contains(String text, Instant now) {
            return values.contains(text);
        }
    }

    /** Whole numbers of a range, every {@code interval}-th, with leading zeros to {@code digits}. */
    record IntegerProjection(BigInteger left, BigInteger right, BigInteger interval, int digits)
            implements ColumnProjection {

        static IntegerProjection of(Table table, String base) {
            String[] range = required(table, base + "range").split(",", -1);
            Map<String, String> properties = table.parameters();
            try {
                if (range.length != 2) {
                    throw new NumberFormatException("not two numbers");
                }
                BigInteger interval = new BigInteger(
                        properties.getOrDefault(base + "interval", "1").strip());
                int digits = Integer.parseInt(
                        properties.getOrDefault(base + "digits", "0").strip());
                if (interval.signum() <= 0 || digits < 0) {
                    throw new NumberFormatException("not positive");
                }
                return new IntegerProjection(
                        new BigInteger(range[0].strip()), new BigInteger(range[1].strip()), interval, digits);
            } catch (NumberFormatException bad) {
                throw invalid(
                        table,
                        "'" + base + "range' must be two whole numbers with a comma between, and interval and digits"
                                + " whole numbers above 0.");
            }
        }

        @Override
        public String shape() {
            return "-?[0-9]+";
        }

        @Override
        public boolean contains(String text, Instant now) {
            BigInteger value = new BigInteger(text);
            return value.compareTo(left) >= 0
                    && value.compareTo(right) <= 0
                    && value.subtract(left).mod(interval).signum() == 0
                    && text.equals(written(value));
        }

        private String written(BigInteger value) {
            String plain = value.abs().toString();
            return (value.signum() < 0 ? "-" : "") + "0".repeat(Math.max(0, digits - plain.length())) + plain;
        }
    }

    /** Whatever the WHERE clause says; it must say it. */
    record InjectedProjection() implements ColumnProjection {
        @Override
        public String shape() {
            return "[^/]+";
        }

        @Override
        public boolean contains(String text, Instant now) {
            return true;
        }
    }

    static String required(Table table, String property) {
        String value = table.parameters().get(property);
        if (value == null || value.isBlank()) {
            throw invalid(table, "'" + property + "' is missing.");
        }
        return value.strip();
    }

    static ProjectionError invalid(Table table, String what) {
        return new ProjectionError("INVALID_TABLE_PROPERTY: Table " + table.qualifiedName()
                + " has an invalid partition projection: " + what);
    }
}
