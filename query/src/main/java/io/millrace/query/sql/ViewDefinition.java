package io.millrace.query.sql;

import io.millrace.base.Json;
import io.millrace.catalog.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A view as Athena keeps it in the catalog: JSON in base64, within a comment. Immutable.
 *
 * @param database of table names without one
 */
public record ViewDefinition(String originalSql, String database, List<ViewColumn> columns) {

    private static final Pattern ENCODED =
            Pattern.compile("\\s*/\\*\\s*Presto View:\\s*([A-Za-z0-9+/=\\s]+?)\\s*\\*/\\s*");

    /** A column by its Trino type. */
    public record ViewColumn(String name, String type) {

        /** The type as the catalog's columns have it; empty where Hive has none. */
        public Optional<String> hiveType() {
            String plain = type.replaceFirst("^timestamp\\(\\d+\\)$", "timestamp");
            return switch (plain.replaceFirst("\\(.*", "")) {
                case "boolean", "tinyint", "smallint", "bigint", "double", "date", "timestamp", "decimal", "char" ->
                    Optional.of(plain.replace(" ", "")).filter(text -> !text.contains("withtimezone"));
                case "integer" -> Optional.of("int");
                case "real" -> Optional.of("float");
                case "varchar" -> Optional.of("string");
                default -> Optional.empty();
            };
        }
    }

    /** The definition that a view's table holds. */
    public static ViewDefinition of(Table view) {
        Matcher encoded = ENCODED.matcher(view.view().original().orElse(""));
        if (!encoded.matches()) {
            throw invalid(view, "it was not made by Athena or Trino");
        }
        try {
            byte[] json = Base64.getMimeDecoder().decode(encoded.group(1));
            JsonNode node = Json.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
            List<ViewColumn> columns = new ArrayList<>();
            for (JsonNode column : node.path("columns")) {
                columns.add(new ViewColumn(
                        column.path("name").asString(""), column.path("type").asString("")));
            }
            String sql = node.path("originalSql").asString("");
            if (sql.isEmpty() || columns.isEmpty()) {
                throw invalid(view, "it holds no originalSql, or no columns");
            }
            return new ViewDefinition(sql, node.path("schema").asString(view.database()), List.copyOf(columns));
        } catch (IllegalArgumentException | JacksonException damaged) {
            throw invalid(view, "it is no JSON in base64");
        }
    }

    /** What a view's table holds. */
    public String encoded() {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("originalSql", originalSql);
        node.put("catalog", Relations.CATALOG);
        node.put("schema", database);
        ArrayNode nodes = node.putArray("columns");
        columns.forEach(column -> nodes.addObject().put("name", column.name()).put("type", column.type()));
        String base64 = Base64.getEncoder().encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
        return "/* Presto View: " + base64 + " */";
    }

    private static SqlError invalid(Table view, String why) {
        return new SqlError("INVALID_VIEW: The definition of the view " + view.qualifiedName() + " cannot be read: "
                + why + ". Make it again with CREATE OR REPLACE VIEW.");
    }
}
