package io.millrace.base.config;

import io.millrace.base.ByteSize;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads settings records from keys and values, and keeps all problems until {@link #check}. Used by one thread, once,
 * at start.
 */
public final class ConfigReader {

    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.of(
            String.class, text -> text,
            int.class, Integer::valueOf,
            long.class, Long::valueOf,
            boolean.class, ConfigReader::parseBoolean,
            ByteSize.class, ByteSize::parse,
            Duration.class, ConfigReader::parseDuration,
            Path.class, Path::of);

    private final Map<String, String> values;
    private final Set<String> unread;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> effective = new LinkedHashMap<>();

    public ConfigReader(Map<String, String> values) {
        this.values = values;
        this.unread = new TreeSet<>(values.keySet());
    }

    /** The record with each component set from its key or fallback; a bad value counts as a problem, see check. */
    public <R extends Record> R read(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = value(setting(components[i]), components[i].getType());
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(String.valueOf(refused.getCause()), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " is not a settings record", impossible);
        }
    }

    /** Fails with every problem at once, unknown keys included; returns the effective settings, secrets hidden. */
    public Map<String, String> check() {
        unread.forEach(key -> problems.add("'" + key + "' is not a setting. See docs/configuration.md."));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return Map.copyOf(effective);
    }

    /** The settings of a record, in its order. */
    public static List<Setting> settings(Class<? extends Record> type) {
        List<Setting> settings = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            settings.add(setting(component));
        }
        return settings;
    }

    private Object value(Setting setting, Class<?> type) {
        unread.remove(setting.key());
        String text = values.getOrDefault(setting.key(), setting.fallback());
        effective.put(setting.key(), setting.secret() ? "(hidden)" : text);
        try {
            return parse(text, type);
        } catch (IllegalArgumentException bad) {
            problems.add("'" + setting.key() + "' cannot be '" + text + "': " + bad.getMessage());
            return parse(setting.fallback(), type);
        }
    }

    private static Object parse(String text, Class<?> type) {
        Function<String, Object> parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalStateException("No settings can be of " + type);
        }
        return parser.apply(text);
    }

    private static Setting setting(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component + " has no @Setting");
        }
        return setting;
    }

    private static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("write true or false.");
        };
    }

    /** Reads {@code 250ms}, {@code 2s}, {@code 5m}, {@code 24h}. */
    private static Duration parseDuration(String text) {
        String digits = text.replaceAll("\\D*$", "");
        String unit = text.substring(digits.length()).strip();
        long amount;
        try {
            amount = Long.parseLong(digits);
        } catch (NumberFormatException bad) {
            throw new IllegalArgumentException("write a whole number and ms, s, m or h.", bad);
        }
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> throw new IllegalArgumentException("write a whole number and ms, s, m or h.");
        };
    }
}
