package io.millrace.query.copies;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What decides how an object's bytes become columns: SerDe, properties, columns, types, where the partitions lie, and
 * the decoders' revision; never the table's name. Tables that agree in all of it share their copies. Immutable.
 *
 * @param text 32 hexadecimal digits
 */
public record CopyIdentity(String text) {

    /** To be raised whenever a decoder gives other values for the same bytes than before. */
    private static final int DECODERS = 1;

    public static CopyIdentity of(Table table) {
        StringBuilder parts = new StringBuilder();
        add(parts, "decoders", String.valueOf(DECODERS));
        add(parts, "serde", table.serdeClass());
        add(parts, "input", table.inputFormat());
        add(parts, "location", table.location());
        new TreeMap<>(table.serdeParameters()).forEach((name, value) -> add(parts, "serde." + name, value));
        for (Map.Entry<String, String> parameter : new TreeMap<>(table.parameters()).entrySet()) {
            if (decides(parameter.getKey())) {
                add(parts, "table." + parameter.getKey(), parameter.getValue());
            }
        }
        table.columns().forEach(column -> add(parts, "column", column));
        table.partitionKeys().forEach(column -> add(parts, "partition", column));
        return new CopyIdentity(digest(parts.toString()));
    }

    /** A projection's range only says which partitions there are; their values are compared object by object. */
    private static boolean decides(String parameter) {
        return !parameter.startsWith("projection.") && !parameter.equals("transient_lastDdlTime");
    }

    private static void add(StringBuilder parts, String what, Column column) {
        add(parts, what, column.name() + ":" + column.type());
    }

    private static void add(StringBuilder parts, String what, String value) {
        parts.append(what.length())
                .append(what)
                .append(value.length())
                .append(':')
                .append(value);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
