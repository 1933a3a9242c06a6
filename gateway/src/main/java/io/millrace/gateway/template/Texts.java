package io.millrace.gateway.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import org.jspecify.annotations.Nullable;

/**
 * A value as text, as Java's own {@code toString} would write it, within the budget: an object from a payload is
 * {@code {a=b}}, an array from a payload is JSON.
 */
public final class Texts {

    private Texts() {}

    public static String of(Object value, Budget budget) {
        return switch (value) {
            case String text -> text;
            case Number number -> Numbers.text(number);
            case Boolean truth -> truth.toString();
            case HostObject host -> host.text();
            default -> {
                Output output = new Output(budget);
                write(value, output, budget);
                yield output.text();
            }
        };
    }

    private static void write(@Nullable Object value, Output output, Budget budget) {
        budget.turn();
        switch (value) {
            case null -> output.write("null");
            case JSONArray array -> json(array, JSONValue.COMPRESSION, output);
            case Map<?, ?> map -> writeMap(map, output, budget);
            case Collection<?> items -> writeItems(items, output, budget);
            case Map.Entry<?, ?> entry -> writeEntry(entry, output, budget);
            default -> output.write(of(value, budget));
        }
    }

    private static void writeMap(Map<?, ?> map, Output output, Budget budget) {
        output.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            output.write(separator);
            writeEntry(entry, output, budget);
            separator = ", ";
        }
        output.append('}');
    }

    private static void writeEntry(Map.Entry<?, ?> entry, Output output, Budget budget) {
        write(entry.getKey(), output, budget);
        output.append('=');
        write(entry.getValue(), output, budget);
    }

    private static void writeItems(Collection<?> items, Output output, Budget budget) {
        output.append('[');
        String separator = "";
        for (Object item : items) {
            output.write(separator);
            write(item, output, budget);
            separator = ", ";
        }
        output.append(']');
    }

    /** The value as json-smart prints it. */
    static void json(@Nullable Object value, JSONStyle style, Output output) {
        try {
            JSONValue.writeJSONString(value, output, style);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
