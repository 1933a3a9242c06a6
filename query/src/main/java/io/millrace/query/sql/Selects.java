package io.millrace.query.sql;

import io.millrace.query.sql.AnalyzedQuery.OutputColumn;
import io.millrace.query.sql.Scope.ScopeColumn;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SELECT ... FROM ... WHERE ... GROUP BY ... HAVING ... ORDER BY ... LIMIT. Used by one thread. */
record Selects(QueryAnalysis queries) {

    /** An item of the select list; {@code at} is its expression, or the star. */
    private record Item(Node at, String name, Expr value) {}

    Rendered render(QuerySpecification query, Optional<Scope> outer) {
        if (!query.getWindows().isEmpty()) {
            throw SqlError.unsupported(query, "WINDOW");
        }
        Optional<Relations.Source> source = query.getFrom().map(new Relations(queries, outer)::analyze);
        Scope scope = new Scope(source.map(Relations.Source::columns).orElse(List.of()), outer);
        StringBuilder tail = new StringBuilder();
        source.ifPresent(it -> tail.append(" FROM ").append(it.sql()));
        query.getWhere().ifPresent(where -> tail.append(" WHERE ").append(where(where, scope)));

        List<Expr> keys = keys(query, scope);
        Set<String> keySql = new HashSet<>(keys.stream().map(Expr::sql).toList());
        Expressions expressions = new Expressions(queries, marked(scope), keySql, Optional.empty());
        List<Item> items = items(query, scope, expressions);
        query.getHaving().ifPresent(it -> Windows.refuseIn(it, "HAVING clause"));
        Optional<Expr> having = query.getHaving().map(it -> expressions.condition(it, "HAVING clause"));
        boolean grouped = query.getGroupBy().isPresent()
                || having.isPresent()
                || items.stream().anyMatch(item -> item.value().aggregate());
        List<Expr> sorts = new ArrayList<>();
        String order = query.getOrderBy()
                .map(it -> new Ordering(queries)
                        .clause(it, items.size(), key -> sort(query, key, items, scope, keySql, sorts)))
                .orElse("");
        boolean aggregated = grouped || sorts.stream().anyMatch(Expr::aggregate);
        if (aggregated) {
            items.forEach(item -> requireGrouped(item.at(), item.value()));
            having.ifPresent(it -> requireGrouped(query.getHaving().orElseThrow(), it));
            sorts.forEach(it -> requireGrouped(query, it));
        }
        if (!keys.isEmpty()) {
            tail.append(" GROUP BY ")
                    .append(String.join(", ", keys.stream().map(Expr::sql).toList()));
        }
        having.ifPresent(it -> tail.append(" HAVING ").append(it.sql()));
        tail.append(order).append(new Ordering(queries).limits(query.getLimit(), query.getOffset()));
        return head(query, items, tail, scope);
    }

    private static Rendered head(QuerySpecification query, List<Item> items, StringBuilder tail, Scope scope) {
        List<String> texts = new ArrayList<>();
        List<OutputColumn> columns = new ArrayList<>();
        for (Item item : items) {
            texts.add(item.value().sql() + " AS " + Rendered.column(texts.size()));
            columns.add(new OutputColumn(item.name(), item.value().type()));
        }
        String distinct = query.getSelect().isDistinct() ? "DISTINCT " : "";
        return new Rendered(
                "SELECT " + distinct + String.join(", ", texts) + tail, columns, partitions(query, items, scope));
    }

    /**
     * The partition columns that stand in the select list as they are. A condition on one of them can be put to the scan
     * unless it would change which rows a limit or a window sees; in a grouped query such a column is a key.
     */
    private static List<Optional<Scope.PartitionColumn>> partitions(
            QuerySpecification query, List<Item> items, Scope scope) {
        boolean counted = query.getLimit().isPresent()
                || query.getOffset().isPresent()
                || items.stream().anyMatch(item -> item.value().sql().contains("OVER"));
        List<Optional<Scope.PartitionColumn>> partitions = new ArrayList<>();
        for (Item item : items) {
            partitions.add(scope.columns().stream()
                    .filter(column ->
                            !counted && column.value().sql().equals(item.value().sql()))
                    .findFirst()
                    .flatMap(ScopeColumn::partition));
        }
        return partitions;
    }

    private String where(Expression where, Scope scope) {
        Expressions expressions =
                new Expressions(queries, scope, Set.of(), Optional.of("WHERE clause cannot contain aggregations"));
        Expr condition = expressions.condition(where, "WHERE clause");
        new Pruning(expressions).collect(where);
        return condition.sql();
    }

    private List<Expr> keys(QuerySpecification query, Scope scope) {
        List<Expr> keys = new ArrayList<>();
        if (query.getGroupBy().isEmpty()) {
            return keys;
        }
        GroupBy groupBy = query.getGroupBy().get();
        Expressions expressions =
                new Expressions(queries, scope, Set.of(), Optional.of("GROUP BY clause cannot contain aggregations"));
        for (GroupingElement element : groupBy.getGroupingElements()) {
            if (!(element instanceof SimpleGroupBy simple)) {
                throw SqlError.unsupported(element, "GROUPING SETS, CUBE or ROLLUP");
            }
            for (Expression expression : simple.getExpressions()) {
                keys.add(expressions.analyze(keyed(query, expression)));
            }
        }
        return keys;
    }

    /** A number names an item of the select list. */
    private static Expression keyed(QuerySpecification query, Expression expression) {
        if (!(expression instanceof LongLiteral literal)) {
            return expression;
        }
        List<SelectItem> items = query.getSelect().getSelectItems();
        long position = literal.getParsedValue();
        boolean stars = items.stream().anyMatch(AllColumns.class::isInstance);
        if (position < 1 || position > items.size() || stars) {
            throw SqlError.at(
                    expression, "INVALID_COLUMN_REFERENCE", "GROUP BY position " + position + " is not in select list");
        }
        return ((SingleColumn) items.get((int) position - 1)).getExpression();
    }

    private List<Item> items(QuerySpecification query, Scope scope, Expressions expressions) {
        List<Item> items = new ArrayList<>();
        for (SelectItem item : query.getSelect().getSelectItems()) {
            switch (item) {
                case SingleColumn it ->
                    items.add(new Item(
                            it.getExpression(), name(it, items.size()), expressions.analyze(it.getExpression())));
                case AllColumns it -> items.addAll(star(it, scope, expressions));
                default -> throw SqlError.unsupported(item, "This item of SELECT");
            }
        }
        return items;
    }

    private static List<Item> star(AllColumns star, Scope scope, Expressions expressions) {
        List<ScopeColumn> columns =
                star.getTarget().map(target -> scope.of(relation(target))).orElse(scope.columns());
        if (columns.isEmpty()) {
            throw SqlError.at(
                    star,
                    "COLUMN_NOT_FOUND",
                    star.getTarget().isPresent()
                            ? "Unable to resolve reference " + star.getTarget().get()
                            : "SELECT * not allowed in queries without FROM clause");
        }
        if (!star.getAliases().isEmpty()) {
            throw SqlError.unsupported(star, "A list of aliases after *");
        }
        List<Item> items = new ArrayList<>();
        for (ScopeColumn column : columns) {
            Expr value = new Expr(column.value().type(), column.value().sql(), false, Optional.of(star), false);
            items.add(new Item(
                    star, column.name(), expressions.groupKeys().contains(value.sql()) ? value.grouped() : value));
        }
        return items;
    }

    private static List<String> relation(Expression target) {
        if (target instanceof Identifier identifier) {
            return List.of(identifier.getValue());
        }
        if (target instanceof DereferenceExpression dereference) {
            return List.of(dereference.toString().replace("\"", "").split("\\.", -1));
        }
        throw SqlError.unsupported(target, "This expression before .*");
    }

    private static String name(SingleColumn column, int position) {
        if (column.getAlias().isPresent()) {
            return column.getAlias().get().getValue();
        }
        return switch (column.getExpression()) {
            case Identifier it -> it.getValue();
            case DereferenceExpression it
            when it.getField().isPresent() -> it.getField().get().getValue();
            default -> "_col" + position;
        };
    }

    /** A sort key sees the select list's names first, then the source's columns. */
    private String sort(
            QuerySpecification query,
            Expression key,
            List<Item> items,
            Scope scope,
            Set<String> keys,
            List<Expr> sorts) {
        List<ScopeColumn> outputs = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        for (Item item : items) {
            ScopeColumn output = new ScopeColumn(List.of(), item.name(), item.value(), Optional.empty());
            boolean again = outputs.stream()
                    .anyMatch(it -> it.name().equalsIgnoreCase(item.name())
                            && it.value().sql().equals(item.value().sql()));
            if (!again) {
                outputs.add(output);
            }
            texts.add(item.value().sql());
        }
        Scope visible = new Scope(outputs, Optional.of(marked(scope)));
        Expr value = new Expressions(queries, visible, keys, Optional.empty()).analyze(key);
        if (query.getSelect().isDistinct() && !texts.contains(value.sql())) {
            throw SqlError.at(
                    key,
                    "EXPRESSION_NOT_IN_DISTINCT",
                    "For SELECT DISTINCT, ORDER BY expressions must appear in select list");
        }
        sorts.add(value);
        return value.sql();
    }

    /** The scope whose columns tell that they were read, so that a grouped query can refuse them. */
    private static Scope marked(Scope scope) {
        List<ScopeColumn> columns = scope.columns().stream()
                .map(column -> new ScopeColumn(
                        column.qualifiers(),
                        column.name(),
                        Expr.column(column.value().type(), column.value().sql(), new Identifier(column.name())),
                        column.partition()))
                .toList();
        return new Scope(columns, scope.outer());
    }

    private static void requireGrouped(Node at, Expr value) {
        if (value.ungrouped().isPresent()) {
            throw SqlError.at(
                    at,
                    "EXPRESSION_NOT_AGGREGATE",
                    "'" + at + "' must be an aggregate expression or appear in GROUP BY clause");
        }
    }
}
