package io.millrace.query.sql;

import io.millrace.query.sql.SqlType.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one table of functions: Trino's signature, the type of the answer, and the engine's form. Of the lines of a name
 * the first counts whose arguments can be coerced. {@code number}, {@code whole}, {@code moment} and {@code any} take
 * the argument as it is; {@code const} takes a text literal, whose value is checked by the form. In a form {@code $1}
 * is the first argument, {@code $D} the place of DISTINCT and {@code $F} of FILTER and OVER. Immutable.
 */
final class FunctionTable {

    private static final String BLANKS = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)";

    private static final String LINES = """
            lower(varchar) varchar: lower($1)
            upper(varchar) varchar: upper($1)
            length(varchar) bigint: length($1)
            reverse(varchar) varchar: reverse($1)
            trim(varchar) varchar: trim($1, BLANKS)
            ltrim(varchar) varchar: ltrim($1, BLANKS)
            rtrim(varchar) varchar: rtrim($1, BLANKS)
            substr(varchar, bigint) varchar: CASE WHEN $2 = 0 OR $2 < -length($1) THEN '' ELSE substr($1, $2) END
            substr(varchar, bigint, bigint) varchar: CASE WHEN $2 = 0 OR $2 < -length($1) OR $3 <= 0 THEN '' ELSE substr($1, $2, $3) END
            strpos(varchar, varchar) bigint: strpos($1, $2)
            replace(varchar, varchar) varchar: replace($1, $2, '')
            replace(varchar, varchar, varchar) varchar: replace($1, $2, $3)
            translate(varchar, varchar, varchar) varchar: translate($1, $2, $3)
            split_part(varchar, varchar, bigint) varchar: CASE WHEN $3 > len(string_split($1, $2)) THEN NULL ELSE split_part($1, $2, $3) END
            lpad(varchar, integer, varchar) varchar: lpad($1, $2, $3)
            rpad(varchar, integer, varchar) varchar: rpad($1, $2, $3)
            starts_with(varchar, varchar) boolean: starts_with($1, $2)
            levenshtein_distance(varchar, varchar) bigint: levenshtein($1, $2)
            regexp_like(varchar, varchar) boolean: regexp_matches($1, $2)
            regexp_extract(varchar, varchar) varchar: CASE WHEN regexp_matches($1, $2) THEN regexp_extract($1, $2) END
            regexp_replace(varchar, varchar) varchar: regexp_replace($1, $2, '', 'g')
            json_extract_scalar(varchar, varchar) varchar: JSON_SCALAR($1, $2)
            json_array_length(varchar) bigint: JSON_LENGTH($1)
            url_extract_protocol(varchar) varchar: URL_PART($1, 'protocol')
            url_extract_host(varchar) varchar: URL_PART($1, 'host')
            url_extract_port(varchar) bigint: CAST(URL_PART($1, 'port') AS BIGINT)
            url_extract_path(varchar) varchar: URL_PART($1, 'path')
            url_extract_query(varchar) varchar: URL_PART($1, 'query')
            url_extract_fragment(varchar) varchar: URL_PART($1, 'fragment')
            url_extract_parameter(varchar, varchar) varchar: URL_PARAMETER($1, $2)
            url_decode(varchar) varchar: URL_DECODE($1)
            url_encode(varchar) varchar: URL_ENCODE($1)
            chr(integer) varchar: chr($1)
            abs(number) $1: abs($1)
            ceil(whole) $1: $1
            ceil(double) double: ceil($1)
            floor(whole) $1: $1
            floor(double) double: floor($1)
            round(whole) $1: $1
            round(decimal) decimal0: CAST(round($1) AS $R)
            round(double) double: round($1)
            round(double, integer) double: round($1, $2)
            truncate(double) double: trunc($1)
            sign(whole) $1: CAST(sign($1) AS $R)
            sign(double) double: CAST(sign($1) AS DOUBLE)
            sqrt(double) double: sqrt($1)
            exp(double) double: exp($1)
            ln(double) double: ln($1)
            log2(double) double: log2($1)
            log10(double) double: log10($1)
            power(double, double) double: pow($1, $2)
            pi() double: pi()
            sin(double) double: sin($1)
            cos(double) double: cos($1)
            tan(double) double: tan($1)
            asin(double) double: asin($1)
            acos(double) double: acos($1)
            atan(double) double: atan($1)
            atan2(double, double) double: atan2($1, $2)
            radians(double) double: radians($1)
            degrees(double) double: degrees($1)
            is_nan(double) boolean: isnan($1)
            is_finite(double) boolean: isfinite($1)
            is_infinite(double) boolean: isinf($1)
            random() double: random()
            date(varchar) date: CAST($1 AS DATE)
            date(moment) date: CAST($1 AS DATE)
            year(moment) bigint: year($1)
            quarter(moment) bigint: quarter($1)
            month(moment) bigint: month($1)
            week(moment) bigint: week($1)
            day(moment) bigint: day($1)
            day_of_week(moment) bigint: isodow($1)
            day_of_year(moment) bigint: dayofyear($1)
            year_of_week(moment) bigint: isoyear($1)
            hour(instant) bigint: hour($1)
            minute(instant) bigint: minute($1)
            second(instant) bigint: second($1)
            millisecond(instant) bigint: millisecond($1) % 1000
            last_day_of_month(moment) date: last_day($1)
            from_unixtime(double) timestamptz: make_timestamp(CAST(round($1 * 1000) AS BIGINT) * 1000)
            to_unixtime(instant) double: epoch($1)
            from_iso8601_date(varchar) date: CAST($1 AS DATE)
            to_iso8601(date) varchar: strftime($1, '%Y-%m-%d')
            to_iso8601(timestamp) varchar: strftime($1, '%Y-%m-%dT%H:%M:%S.%g')
            to_iso8601(timestamptz) varchar: strftime($1, '%Y-%m-%dT%H:%M:%S.%gZ')
            """;

    private static final String AGGREGATES = """
            count(any) bigint: count($D$1)$F
            count_if(boolean) bigint: count($DCASE WHEN $1 THEN 1 END)$F
            sum(whole) bigint: CAST(sum($D$1)$F AS BIGINT)
            sum(decimal) decimal38: CAST(sum($D$1)$F AS $R)
            sum(real) real: CAST(sum($D$1)$F AS FLOAT)
            sum(double) double: sum($D$1)$F
            avg(whole) double: avg($D$1)$F
            avg(real) real: CAST(avg($D$1)$F AS FLOAT)
            avg(double) double: avg($D$1)$F
            min(any) $1: min($D$1)$F
            max(any) $1: max($D$1)$F
            approx_distinct(any) bigint: count(DISTINCT $1)$F
            approx_distinct(any, double) bigint: count(DISTINCT $1)$F
            approx_percentile(number, double) $1: quantile_disc($D$1, $2)$F
            arbitrary(any) $1: any_value($D$1)$F
            bool_and(boolean) boolean: bool_and($D$1)$F
            bool_or(boolean) boolean: bool_or($D$1)$F
            max_by(any, any) $1: arg_max_null($1, $2)$F
            min_by(any, any) $1: arg_min_null($1, $2)$F
            stddev(double) double: stddev_samp($D$1)$F
            stddev_pop(double) double: stddev_pop($D$1)$F
            variance(double) double: var_samp($D$1)$F
            var_pop(double) double: var_pop($D$1)$F
            corr(double, double) double: corr($1, $2)$F
            covar_samp(double, double) double: covar_samp($1, $2)$F
            covar_pop(double, double) double: covar_pop($1, $2)$F
            """;

    /** Only over windows; {@code $D} is the place of IGNORE NULLS there. */
    private static final String WINDOWS = """
            row_number() bigint: row_number()$F
            rank() bigint: rank()$F
            dense_rank() bigint: dense_rank()$F
            percent_rank() double: percent_rank()$F
            cume_dist() double: cume_dist()$F
            ntile(bigint) bigint: ntile($1)$F
            first_value(any) $1: first_value($1$D)$F
            last_value(any) $1: last_value($1$D)$F
            nth_value(any, bigint) $1: nth_value($1, $2$D)$F
            lag(any) $1: lag($1$D)$F
            lag(any, bigint) $1: lag($1, $2$D)$F
            lag(any, bigint, same) $1: lag($1, $2, $3$D)$F
            lead(any) $1: lead($1$D)$F
            lead(any, bigint) $1: lead($1, $2$D)$F
            lead(any, bigint, same) $1: lead($1, $2, $3$D)$F
            """;

    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("substring", "substr"),
            Map.entry("ceiling", "ceil"),
            Map.entry("pow", "power"),
            Map.entry("rand", "random"),
            Map.entry("dow", "day_of_week"),
            Map.entry("doy", "day_of_year"),
            Map.entry("day_of_month", "day"),
            Map.entry("week_of_year", "week"),
            Map.entry("yow", "year_of_week"),
            Map.entry("any_value", "arbitrary"),
            Map.entry("every", "bool_and"),
            Map.entry("stddev_samp", "stddev"),
            Map.entry("var_samp", "variance"));

    private static final Pattern LINE = Pattern.compile("(\\w+)\\(([^)]*)\\) (\\S+): (.+)");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d|D|F|R)");

    /** One line of the table. */
    record Signature(String name, List<String> arguments, String result, String form, boolean aggregate) {

        /** The arguments as the form takes them, or empty where they do not fit. */
        Optional<List<Expr>> fit(List<Expr> given) {
            if (given.size() != arguments.size()) {
                return Optional.empty();
            }
            List<Expr> fitted = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                Optional<Expr> argument = arguments.get(i).equals("same")
                        ? same(given.get(i), given.getFirst().type())
                        : fit(given.get(i), arguments.get(i));
                if (argument.isEmpty()) {
                    return Optional.empty();
                }
                fitted.add(argument.get());
            }
            return Optional.of(fitted);
        }

        SqlType resultType(List<Expr> fitted) {
            return switch (result) {
                case "$1" -> fitted.getFirst().type();
                case "decimal0" -> {
                    SqlType type = fitted.getFirst().type();
                    yield SqlType.decimal(type.length() - type.scale() + Math.min(1, type.scale()), 0);
                }
                case "decimal38" -> SqlType.decimal(38, fitted.getFirst().type().scale());
                default -> named(result);
            };
        }

        /** The engine's text. */
        String render(List<Expr> fitted, SqlType type, String distinct, String filter) {
            StringBuilder text = new StringBuilder("(");
            Matcher places = PLACE.matcher(form);
            int end = 0;
            while (places.find()) {
                text.append(form, end, places.start());
                text.append(
                        switch (places.group(1)) {
                            case "D" -> distinct;
                            case "F" -> filter;
                            case "R" -> type.duck();
                            default ->
                                fitted.get(Integer.parseInt(places.group(1)) - 1)
                                        .sql();
                        });
                end = places.end();
            }
            return text.append(form, end, form.length()).append(')').toString();
        }

        private static Optional<Expr> same(Expr given, SqlType type) {
            return given.type().coercesTo(type) ? Optional.of(Casts.coerce(given, type)) : Optional.empty();
        }

        private static Optional<Expr> fit(Expr given, String wanted) {
            SqlType type = given.type();
            boolean fits = switch (wanted) {
                case "any" -> !type.isInterval();
                case "number" -> type.isNumeric();
                case "whole" -> type.isWhole();
                case "decimal" -> type.isDecimal();
                case "moment" -> type.isMoment() || type.kind() == Kind.DATE;
                case "instant" -> type.isMoment();
                default -> false;
            };
            if (fits) {
                return Optional.of(given);
            }
            if (List.of("any", "number", "whole", "decimal", "moment", "instant")
                    .contains(wanted)) {
                return Optional.empty();
            }
            SqlType to = named(wanted);
            return type.coercesTo(to) ? Optional.of(Casts.coerce(given, to)) : Optional.empty();
        }

        private static SqlType named(String name) {
            return switch (name) {
                case "varchar" -> SqlType.VARCHAR;
                case "bigint" -> SqlType.BIGINT;
                case "integer" -> SqlType.INTEGER;
                case "real" -> SqlType.REAL;
                case "double" -> SqlType.DOUBLE;
                case "boolean" -> SqlType.BOOLEAN;
                case "date" -> SqlType.DATE;
                case "timestamp" -> SqlType.TIMESTAMP;
                case "timestamptz" -> SqlType.TIMESTAMP_TZ;
                default -> throw new IllegalStateException("The table of functions has no type " + name);
            };
        }
    }

    private static final Map<String, List<Signature>> SIGNATURES = read();
    private static final Map<String, List<Signature>> OVER_WINDOWS = new LinkedHashMap<>();

    static {
        WINDOWS.lines().forEach(line -> read(line, false, OVER_WINDOWS));
    }

    private FunctionTable() {}

    /** The lines of a name, which is in lower case; empty where there is none. */
    static List<Signature> named(String name) {
        return SIGNATURES.getOrDefault(SAME.getOrDefault(name, name), List.of());
    }

    /** The lines of a function that only windows have; empty where it is none. */
    static List<Signature> overWindow(String name) {
        return OVER_WINDOWS.getOrDefault(name, List.of());
    }

    private static Map<String, List<Signature>> read() {
        Map<String, List<Signature>> signatures = new LinkedHashMap<>();
        LINES.lines().forEach(line -> read(line, false, signatures));
        AGGREGATES.lines().forEach(line -> read(line, true, signatures));
        return signatures;
    }

    private static void read(String line, boolean aggregate, Map<String, List<Signature>> target) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("The table of functions has a line that does not read: " + line);
        }
        List<String> arguments = matcher.group(2).isEmpty()
                ? List.of()
                : List.of(matcher.group(2).split(", ", -1));
        String form = matcher.group(4)
                .replace("BLANKS", BLANKS)
                .replace("JSON_SCALAR", EngineFunctions.JSON_SCALAR)
                .replace("JSON_LENGTH", EngineFunctions.JSON_LENGTH)
                .replaceAll("\\bURL_([A-Z]+)", EngineFunctions.URL + "$1");
        target.computeIfAbsent(matcher.group(1), _ -> new ArrayList<>())
                .add(new Signature(matcher.group(1), arguments, matcher.group(3), form, aggregate));
    }
}
