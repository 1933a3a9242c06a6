package io.millrace.query.ddl;

import io.millrace.catalog.Table;
import java.util.Locale;
import java.util.Optional;

/** Partitions as Hive names their directories: {@code column=value/}, with what a path cannot hold as {@code %XX}. */
final class HivePath {

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^";

    private HivePath() {}

    /** {@code year=2026/menu=a%2Fb}, without a slash at the end. */
    static String of(Table table, java.util.List<String> values) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            path.append(i == 0 ? "" : "/");
            path.append(escaped(table.partitionKeys().get(i).name()))
                    .append('=')
                    .append(escaped(values.get(i)));
        }
        return path.toString();
    }

    /** The value where the directory's name is of that column. */
    static Optional<String> value(String directory, String column) {
        String start = escaped(column) + "=";
        return directory.startsWith(start) && directory.length() > start.length()
                ? Optional.of(unescaped(directory.substring(start.length())))
                : Optional.empty();
    }

    private static String escaped(String text) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F || ESCAPED.indexOf(c) >= 0) {
                path.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                path.append(c);
            }
        }
        return path.toString();
    }

    private static String unescaped(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            boolean escape = path.charAt(i) == '%'
                    && i + 2 < path.length()
                    && path.substring(i + 1, i + 3).matches("[0-9a-fA-F]{2}");
            if (escape) {
                text.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                text.append(path.charAt(i));
            }
        }
        return text.toString();
    }
}
