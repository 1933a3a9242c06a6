package io.millrace.catalog;

import io.millrace.catalog.ColumnProjection.InjectedProjection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Partition projection: says which partition a listed key lies in, so that a table of 51,000 projected hours is planned
 * by listing what exists. Immutable; {@link Matching} is what one query uses.
 */
public final class PartitionProjection {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Table table;
    private final Map<String, ColumnProjection> columns;
    private final TableLocation location;
    private final Pattern keys;
    private final List<String> placeholders;

    private PartitionProjection(Table table, Map<String, ColumnProjection> columns, String template) {
        this.table = table;
        this.columns = columns;
        this.placeholders = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(template);
        int first = matcher.find() ? matcher.start() : template.length();
        this.location = literal(template.substring(0, first));
        String path = template.substring("s3://".length() + location.bucket().length() + 1);
        this.keys = Pattern.compile(keyPattern(path));
    }

    /** The projection of a table, or empty where it has none. */
    public static Optional<PartitionProjection> of(Table table) {
        if (!Boolean.parseBoolean(
                table.parameters().getOrDefault("projection.enabled", "false").strip())) {
            return Optional.empty();
        }
        List<String> missing = table.partitionKeys().stream()
                .map(Column::name)
                .filter(name -> !table.parameters().containsKey("projection." + name + ".type"))
                .toList();
        if (!missing.isEmpty()) {
            throw new ProjectionError("HIVE_METASTORE_ERROR: Table " + table.qualifiedName()
                    + " is configured for partition projection, but the following partition columns are missing"
                    + " projection configuration: " + missing + " (table " + table.qualifiedName() + ")");
        }
        Map<String, ColumnProjection> columns = new LinkedHashMap<>();
        for (Column key : table.partitionKeys()) {
            columns.put(key.name(), ColumnProjection.of(table, key.name()));
        }
        return Optional.of(new PartitionProjection(table, columns, template(table)));
    }

    /** What every key of the table begins with: bucket and the template's text up to its first column. */
    public TableLocation literalPrefix() {
        return location;
    }

    /** The column whose value follows {@link #literalPrefix} at once, so that bounds on it bound the keys. */
    public Optional<String> firstColumn() {
        return placeholders.isEmpty() ? Optional.empty() : Optional.of(placeholders.getFirst());
    }

    /** The name of the partition column at that place. */
    public String column(int index) {
        return table.partitionKeys().get(index).name();
    }

    /**
     * Fails where an injected column has no static equality.
     *
     * @param equalities the columns that the WHERE clause compares with constants for equality
     */
    public void requireInjected(Set<String> equalities) {
        columns.forEach((name, projection) -> {
            if (projection instanceof InjectedProjection && !equalities.contains(name)) {
                throw new ProjectionError("CONSTRAINT_VIOLATION: For the injected projected partition column " + name
                        + ", the WHERE clause must contain only static equality conditions, and at least one such"
                        + " condition must be present.");
            }
        });
    }

    /** Matches keys as of that moment. */
    public Matching at(Instant now) {
        return new Matching(now);
    }

    /** The keys of one query; remembers the partition it saw last. Used by one thread. */
    public final class Matching {
        private final Instant now;
        private final Map<String, Optional<List<String>>> partitions = new HashMap<>();

        private Matching(Instant now) {
            this.now = now;
        }

        /**
         * The partition that the key lies in, or empty.
         *
         * @return the values of the partition columns, in the table's order, and the rest of the key
         */
        public Optional<Partition> partition(String key) {
            Matcher matcher = keys.matcher(key);
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            String path = matcher.group();
            return partitions
                    .computeIfAbsent(path, _ -> values(matcher))
                    .map(values -> new Partition(values, key.substring(path.length())));
        }

        private Optional<List<String>> values(Matcher matcher) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < placeholders.size(); i++) {
                String text = matcher.group(i + 1);
                String before = values.put(placeholders.get(i), text);
                if (before != null && !before.equals(text)) {
                    return Optional.empty();
                }
            }
            List<String> ordered = new ArrayList<>();
            for (Map.Entry<String, ColumnProjection> column : columns.entrySet()) {
                String value = values.get(column.getKey());
                if (value == null || !column.getValue().contains(value, now)) {
                    return Optional.empty();
                }
                ordered.add(value);
            }
            return Optional.of(List.copyOf(ordered));
        }
    }

    /**
     * Where a key lies.
     *
     * @param values as the key writes them
     * @param rest the key after the partition's path
     */
    public record Partition(List<String> values, String rest) {}

    private static String template(Table table) {
        String template = table.parameters().get("storage.location.template");
        if (template == null || template.isBlank()) {
            String location = table.location().endsWith("/") ? table.location() : table.location() + "/";
            return location
                    + table.partitionKeys().stream()
                            .map(key -> key.name() + "=${" + key.name() + "}/")
                            .collect(Collectors.joining());
        }
        for (Column key : table.partitionKeys()) {
            if (!template.contains("${" + key.name() + "}")) {
                throw ColumnProjection.invalid(table, "'storage.location.template' must hold ${" + key.name() + "}.");
            }
        }
        return template.endsWith("/") ? template : template + "/";
    }

    /** The literal beginning as a location; it need not end at a slash. */
    private TableLocation literal(String text) {
        int slash = text.startsWith("s3://") ? text.indexOf('/', "s3://".length()) : -1;
        if (slash < 0) {
            throw ColumnProjection.invalid(
                    table, "'storage.location.template' must begin with s3:// and a bucket's name.");
        }
        return new TableLocation(
                TableLocation.parse(text.substring(0, slash + 1)).bucket(), text.substring(slash + 1));
    }

    private String keyPattern(String path) {
        StringBuilder pattern = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(path);
        int end = 0;
        while (matcher.find()) {
            String column = matcher.group(1);
            ColumnProjection projection = columns.get(column);
            if (projection == null) {
                throw ColumnProjection.invalid(
                        table, "'storage.location.template' names ${" + column + "}, which is no partition column.");
            }
            pattern.append(Pattern.quote(path.substring(end, matcher.start())));
            pattern.append('(').append(projection.shape()).append(')');
            placeholders.add(column);
            end = matcher.end();
        }
        return pattern.append(Pattern.quote(path.substring(end))).toString();
    }
}
