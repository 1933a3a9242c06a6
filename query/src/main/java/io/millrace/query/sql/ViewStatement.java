package io.millrace.query.sql;

import io.trino.sql.SqlFormatter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A parsed CREATE VIEW. Immutable. */
public final class ViewStatement {

    private static final SqlParser PARSER = new SqlParser();

    private final String database;
    private final String name;
    private final boolean replace;
    private final Query query;

    private ViewStatement(String database, String name, boolean replace, Query query) {
        this.database = database;
        this.name = name;
        this.replace = replace;
        this.query = query;
    }

    /** Parses the statement; a semicolon may end it. */
    public static ViewStatement parse(String sql, String defaultDatabase) {
        Statement statement;
        try {
            statement = PARSER.createStatement(sql.replaceFirst("[;\\s]+\\z", ""));
        } catch (ParsingException wrong) {
            throw new SqlError(String.valueOf(wrong.getMessage()));
        }
        if (!(statement instanceof CreateView create)) {
            throw SqlError.unsupported(statement, "This form of CREATE");
        }
        if (create.getComment().isPresent()
                || create.getSecurity().isPresent()
                || !create.getProperties().isEmpty()) {
            throw SqlError.unsupported(create, "COMMENT, SECURITY or WITH in CREATE VIEW");
        }
        QualifiedName name = create.getName();
        List<String> parts = name.getParts();
        if (parts.size() == 3 && !parts.getFirst().equals(Relations.CATALOG)) {
            throw SqlError.at(
                    create, "CATALOG_NOT_FOUND", "Catalog '" + parts.getFirst() + "' not found. Use AwsDataCatalog.");
        }
        return new ViewStatement(
                parts.size() == 1 ? defaultDatabase : parts.get(parts.size() - 2),
                parts.getLast().toLowerCase(Locale.ROOT),
                create.isReplace(),
                create.getQuery());
    }

    public String database() {
        return database;
    }

    public String name() {
        return name;
    }

    /** Whether a view that stands is replaced. */
    public boolean replace() {
        return replace;
    }

    /** Resolves and types the query; what it says of its columns is kept with the view. */
    public ViewDefinition define(TableLookup tables, String defaultDatabase, Instant now) {
        QueryAnalysis analysis = new QueryAnalysis(tables, defaultDatabase, now, List.of(), () -> 0L);
        analysis = analysis.within(database + "." + name, defaultDatabase);
        Rendered rendered = analysis.query(query, Optional.empty());
        Set<String> names = new HashSet<>();
        for (AnalyzedQuery.OutputColumn column : rendered.columns()) {
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw SqlError.at(
                        query, "DUPLICATE_COLUMN_NAME", "Column name '" + column.name() + "' specified more than once");
            }
        }
        List<ViewDefinition.ViewColumn> columns = rendered.columns().stream()
                .map(column -> new ViewDefinition.ViewColumn(
                        column.name().toLowerCase(Locale.ROOT), column.type().toString()))
                .toList();
        return new ViewDefinition(SqlFormatter.formatSql(query), defaultDatabase, columns);
    }
}
