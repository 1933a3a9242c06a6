package io.millrace.delivery.partition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * jq's functions of dates, which jackson-jq leaves out. A time is seconds since 1970, or jq's broken down time: year,
 * month from 0, day, hours, minutes, seconds, day of the week from Sunday, day of the year from 0.
 */
final class DateFunctions {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final DatePattern ISO = new DatePattern("%Y-%m-%dT%H:%M:%SZ");
    private static final int FIELDS = 6;

    /** Those in use: there are few, and making one costs more than using it. */
    private static final Map<String, DatePattern> PATTERNS = new ConcurrentHashMap<>();

    private static final int MOST_PATTERNS = 256;

    private DateFunctions() {}

    /** What a function makes of its input. */
    private interface Making {
        JsonNode of(JsonNode in) throws JsonQueryException;
    }

    /** What a function makes of its input and its argument. */
    private interface MakingWith {
        JsonNode of(JsonNode in, String argument) throws JsonQueryException;
    }

    static void addTo(Scope scope) {
        add(scope, "gmtime", in -> brokenDown(time(in)));
        add(scope, "mktime", in -> LongNode.valueOf(time(in).toEpochSecond()));
        add(scope, "todate", in -> TextNode.valueOf(ISO.format(time(in))));
        add(scope, "date", in -> TextNode.valueOf(ISO.format(time(in))));
        add(scope, "fromdate", in -> LongNode.valueOf(ISO.parse(text(in)).toEpochSecond()));
        add(
                scope,
                "strftime",
                (in, pattern) -> TextNode.valueOf(pattern(pattern).format(time(in))));
        add(scope, "strptime", (in, pattern) -> brokenDown(pattern(pattern).parse(text(in))));
    }

    private static DatePattern pattern(String text) {
        if (PATTERNS.size() > MOST_PATTERNS) {
            PATTERNS.clear(); // Somebody makes patterns of what records say.
        }
        return PATTERNS.computeIfAbsent(text, DatePattern::new);
    }

    private static void add(Scope scope, String name, Making making) {
        Function function =
                (inner, arguments, in, path, output, version) -> output.emit(checked(name, in, making), null);
        scope.addFunction(name, 0, function);
    }

    private static void add(Scope scope, String name, MakingWith making) {
        Function function = (inner, arguments, in, path, output, version) -> arguments
                .getFirst()
                .apply(
                        inner,
                        in,
                        argument -> output.emit(checked(name, in, value -> making.of(value, text(argument))), null));
        scope.addFunction(name, 1, function);
    }

    private static JsonNode checked(String name, JsonNode in, Making making) throws JsonQueryException {
        try {
            return making.of(in);
        } catch (DateTimeException | ArithmeticException impossible) {
            throw new JsonQueryException(name + ": " + impossible.getMessage());
        }
    }

    private static String text(JsonNode node) throws JsonQueryException {
        if (!node.isTextual()) {
            throw new JsonQueryException("A date is expected as text.");
        }
        return node.asText();
    }

    private static ZonedDateTime time(JsonNode in) throws JsonQueryException {
        if (in.isNumber()) {
            return Instant.ofEpochSecond((long) Math.floor(in.asDouble())).atZone(UTC);
        }
        if (!in.isArray() || in.size() < FIELDS) {
            throw new JsonQueryException("A time is expected as a number or as broken down time.");
        }
        return ZonedDateTime.of(
                in.get(0).asInt(),
                in.get(1).asInt() + 1,
                in.get(2).asInt(),
                in.get(3).asInt(),
                in.get(4).asInt(),
                (int) in.get(5).asDouble(),
                0,
                UTC);
    }

    private static JsonNode brokenDown(ZonedDateTime time) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        return fields.add(time.getYear())
                .add(time.getMonthValue() - 1)
                .add(time.getDayOfMonth())
                .add(time.getHour())
                .add(time.getMinute())
                .add(time.getSecond())
                .add(time.getDayOfWeek().getValue() % 7)
                .add(time.getDayOfYear() - 1);
    }
}
