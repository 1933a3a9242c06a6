package io.millrace.query.sql;

import io.millrace.catalog.Table;
import io.millrace.query.sql.AnalyzedQuery.OutputColumn;
import io.millrace.query.sql.ViewDefinition.ViewColumn;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the query of a view in its name's place, analyzed in the view's own database with the asking caller's rights.
 * Cycles, depth and number are bounded. Used by one thread.
 */
record Views(QueryAnalysis queries) {

    private static final SqlParser PARSER = new SqlParser();
    private static final int DEEPEST = 16;
    private static final int MOST = 200;

    Rendered expand(Node at, Table view) {
        String name = view.qualifiedName();
        if (queries.views().contains(name)) {
            throw SqlError.at(at, "VIEW_IS_RECURSIVE", "Statement is recursive: the view '" + name + "' reads itself");
        }
        if (queries.views().size() >= DEEPEST || queries.countView() > MOST) {
            throw SqlError.at(
                    at,
                    "NOT_SUPPORTED",
                    "Views are nested deeper than " + DEEPEST + ", or a statement reads more than " + MOST
                            + " of them");
        }
        ViewDefinition definition = ViewDefinition.of(view);
        Rendered rendered;
        try {
            QueryAnalysis inner = queries.within(name, definition.database());
            rendered = inner.query(parse(definition), Optional.empty());
        } catch (SqlError wrong) {
            if (wrong.text().startsWith("VIEW_IS_RECURSIVE")
                    || wrong.text().startsWith("NOT_SUPPORTED: line 1:1: Views")) {
                throw wrong;
            }
            throw SqlError.at(at, "INVALID_VIEW", "Failed analyzing stored view '" + full(view) + "': " + wrong.text());
        }
        return asStored(at, view, definition, rendered);
    }

    private static Query parse(ViewDefinition definition) {
        try {
            if (PARSER.createStatement(definition.originalSql()) instanceof Query query) {
                return query;
            }
        } catch (ParsingException wrong) {
            throw new SqlError(String.valueOf(wrong.getMessage()));
        }
        throw new SqlError("NOT_SUPPORTED: the view's text is no query");
    }

    /** The columns by the names and types that the view had when it was made; a view that no longer fits is stale. */
    private Rendered asStored(Node at, Table view, ViewDefinition definition, Rendered rendered) {
        List<ViewColumn> stored = definition.columns();
        if (stored.size() != rendered.columns().size()) {
            throw stale(
                    at,
                    view,
                    "stored view column count (" + stored.size()
                            + ") does not match column count derived from the view query analysis ("
                            + rendered.columns().size() + ")");
        }
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            OutputColumn found = rendered.columns().get(i);
            ViewColumn column = stored.get(i);
            if (!found.name().equalsIgnoreCase(column.name())) {
                throw stale(
                        at,
                        view,
                        "column [" + found.name() + "] of type " + found.type()
                                + " projected from query view at position "
                                + i + " has a different name from column [" + column.name() + "] of type "
                                + column.type() + " stored in view definition");
            }
            SqlType type = type(column);
            if (!found.type().coercesTo(type)) {
                throw stale(
                        at,
                        view,
                        "column [" + found.name() + "] of type " + found.type()
                                + " projected from query view at position "
                                + i + " cannot be coerced to column [" + column.name() + "] of type " + column.type()
                                + " stored in view definition");
            }
            types.add(type);
        }
        Rendered cast = queries.cast(rendered, types);
        return cast.named(stored.stream().map(ViewColumn::name).toList());
    }

    private static SqlType type(ViewColumn column) {
        String text = column.type().replaceFirst("(?i)^varchar\\(\\d+\\)$", "varchar");
        try {
            return TypeNames.of(PARSER.createType(text));
        } catch (ParsingException wrong) {
            throw new SqlError("INVALID_VIEW: The type " + column.type() + " of the view's column " + column.name()
                    + " cannot be read.");
        }
    }

    private static SqlError stale(Node at, Table view, String why) {
        return SqlError.at(
                at,
                "VIEW_IS_STALE",
                "View '" + full(view) + "' is stale or in invalid state: " + why
                        + ". Make it again with CREATE OR REPLACE VIEW.");
    }

    private static String full(Table view) {
        return Relations.CATALOG + "." + view.qualifiedName();
    }
}
