package io.millrace.query.sql;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.formats.HiveType;
import io.millrace.query.sql.Scope.PartitionColumn;
import io.millrace.query.sql.Scope.ScopeColumn;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What FROM holds: tables, subqueries, joins. Used by one thread. */
record Relations(QueryAnalysis queries, Optional<Scope> outer) {

    static final String CATALOG = "awsdatacatalog";

    /** A relation as the engine's text and as columns that can be named. */
    record Source(String sql, List<ScopeColumn> columns) {}

    Source analyze(Relation relation) {
        return switch (relation) {
            case io.trino.sql.tree.Table it -> table(it);
            case AliasedRelation it -> aliased(it);
            case Join it -> join(it);
            case QueryBody it -> subquery(queries.body(it, Optional.empty()), relation);
            default ->
                throw SqlError.unsupported(
                        relation, relation.getClass().getSimpleName().toUpperCase(Locale.ROOT) + " in FROM");
        };
    }

    private Source table(io.trino.sql.tree.Table table) {
        if (table.getQueryPeriod().isPresent() || table.getBranch().isPresent()) {
            throw SqlError.unsupported(table, "Reading a table as of another time or branch");
        }
        List<String> parts = table.getName().getParts();
        NamedQuery with = parts.size() == 1 ? queries.names().queries().get(parts.getFirst()) : null;
        if (with != null) {
            String name = parts.getFirst();
            Source source = subquery(with.use(), table);
            return new Source(
                    source.sql(),
                    source.columns().stream()
                            .map(column -> column.qualifiedBy(name, column.name()))
                            .toList());
        }
        if (parts.size() == 3 && !parts.getFirst().equals(CATALOG)) {
            throw SqlError.at(
                    table, "CATALOG_NOT_FOUND", "Catalog '" + parts.getFirst() + "' not found. Use AwsDataCatalog.");
        }
        String database = parts.size() == 1 ? queries.database() : parts.get(parts.size() - 2);
        if (database.equals(InformationSchema.NAME)) {
            return catalog(table, parts.getLast());
        }
        Table found = queries.table(database, parts.getLast())
                .orElseThrow(() -> SqlError.at(
                        table,
                        "TABLE_NOT_FOUND",
                        "Table '" + CATALOG + "." + database + "." + parts.getLast() + "' does not exist"));
        return found.isView() ? view(table, found) : scan(queries.scan(found));
    }

    private Source catalog(io.trino.sql.tree.Table node, String name) {
        Rendered relation = queries.catalog(name)
                .orElseThrow(() -> SqlError.at(
                        node,
                        "TABLE_NOT_FOUND",
                        "Table '" + CATALOG + "." + InformationSchema.NAME + "." + name
                                + "' does not exist. There are schemata, tables, columns and views."));
        return qualified(subquery(relation, node), List.of(CATALOG, InformationSchema.NAME, name));
    }

    private Source view(io.trino.sql.tree.Table node, Table view) {
        return qualified(
                subquery(new Views(queries).expand(node, view), node), List.of(CATALOG, view.database(), view.name()));
    }

    private static Source qualified(Source source, List<String> qualifiers) {
        return new Source(
                source.sql(),
                source.columns().stream()
                        .map(column -> new ScopeColumn(qualifiers, column.name(), column.value(), column.partition()))
                        .toList());
    }

    private Source scan(ScanPlan scan) {
        Table table = scan.table();
        String relation = queries.relationName();
        List<ScopeColumn> columns = new ArrayList<>();
        int index = 0;
        for (Column column : table.allColumns()) {
            int partition = index - table.columns().size();
            String sql = relation + "." + Rendered.column(index);
            columns.add(new ScopeColumn(
                    List.of(CATALOG, table.database(), table.name()),
                    column.name(),
                    new Expr(SqlType.of(HiveType.parse(column.type())), sql, false, Optional.empty(), false),
                    partition < 0 ? Optional.empty() : Optional.of(new PartitionColumn(scan, partition))));
            index++;
        }
        return new Source(EngineFunctions.scanName(scan.id()) + " AS " + relation, columns);
    }

    private Source subquery(Rendered query, Node node) {
        String relation = queries.relationName();
        List<ScopeColumn> columns = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
            AnalyzedQuery.OutputColumn column = query.columns().get(i);
            if (column.type().isInterval()) {
                throw SqlError.unsupported(node, "A subquery that gives an interval");
            }
            columns.add(new ScopeColumn(
                    List.of(),
                    column.name(),
                    new Expr(column.type(), relation + "." + Rendered.column(i), false, Optional.empty(), false),
                    query.partitions().get(i)));
        }
        return new Source("(" + query.sql() + ") AS " + relation, columns);
    }

    private Source aliased(AliasedRelation aliased) {
        Source source = analyze(aliased.getRelation());
        String alias = aliased.getAlias().getValue();
        List<Identifier> columnNames = aliased.getColumnNames() == null ? List.of() : aliased.getColumnNames();
        if (!columnNames.isEmpty() && columnNames.size() != source.columns().size()) {
            throw SqlError.at(
                    aliased,
                    "MISMATCHED_COLUMN_ALIASES",
                    "Column alias list has " + columnNames.size() + " entries but '" + alias + "' has "
                            + source.columns().size() + " columns available");
        }
        List<ScopeColumn> columns = new ArrayList<>();
        for (int i = 0; i < source.columns().size(); i++) {
            ScopeColumn column = source.columns().get(i);
            columns.add(column.qualifiedBy(
                    alias,
                    columnNames.isEmpty() ? column.name() : columnNames.get(i).getValue()));
        }
        return new Source(source.sql(), columns);
    }

    private Source join(Join join) {
        Source left = analyze(join.getLeft());
        Source right = analyze(join.getRight());
        List<ScopeColumn> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        String word = switch (join.getType()) {
            case CROSS, IMPLICIT -> " CROSS JOIN ";
            case INNER -> " JOIN ";
            case LEFT -> " LEFT JOIN ";
            case RIGHT -> " RIGHT JOIN ";
            case FULL -> " FULL JOIN ";
        };
        if (join.getCriteria().isEmpty()) {
            return new Source("(" + left.sql() + word + right.sql() + ")", columns);
        }
        if (!(join.getCriteria().get() instanceof JoinOn on)) {
            throw SqlError.unsupported(join, "JOIN with USING or NATURAL (write ON)");
        }
        Expressions expressions = new Expressions(
                queries, new Scope(columns, outer), Set.of(), Optional.of("JOIN clause cannot contain aggregations"));
        Expr condition = expressions.condition(on.getExpression(), "JOIN ON clause");
        return new Source("(" + left.sql() + word + right.sql() + " ON " + condition.sql() + ")", columns);
    }
}
