package io.millrace.query.sql;

import io.millrace.query.sql.AnalyzedQuery.OutputColumn;
import io.millrace.query.sql.Scope.ScopeColumn;
import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.SortItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** ORDER BY, OFFSET and LIMIT. Used by one thread. */
record Ordering(QueryAnalysis queries) {

    /** A query that sorts or cuts the rows of its body; it sees the body's columns only. */
    Rendered around(Query query, Rendered body) {
        String relation = queries.relationName();
        List<ScopeColumn> columns = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < body.columns().size(); i++) {
            OutputColumn column = body.columns().get(i);
            String sql = relation + "." + Rendered.column(i);
            columns.add(new ScopeColumn(
                    List.of(),
                    column.name(),
                    new Expr(column.type(), sql, false, Optional.empty(), false),
                    Optional.empty()));
            items.add(sql + " AS " + Rendered.column(i));
        }
        Expressions expressions = new Expressions(
                queries,
                new Scope(columns, Optional.empty()),
                Set.of(),
                Optional.of("ORDER BY of a set operation cannot contain aggregations"));
        StringBuilder sql = new StringBuilder("SELECT ");
        sql.append(String.join(", ", items))
                .append(" FROM (")
                .append(body.sql())
                .append(") AS ")
                .append(relation);
        query.getOrderBy().ifPresent(orderBy -> {
            List<String> keys = new ArrayList<>();
            for (SortItem item : orderBy.getSortItems()) {
                keys.add(key(
                        item,
                        position(item, columns.size())
                                .orElseGet(() ->
                                        expressions.analyze(item.getSortKey()).sql())));
            }
            sql.append(" ORDER BY ").append(String.join(", ", keys));
        });
        return new Rendered(sql + limits(query.getLimit(), query.getOffset()), body.columns());
    }

    /** The keys of an ORDER BY; a place in the select list stays a number. */
    String clause(OrderBy orderBy, int columns, Function<Expression, String> render) {
        List<String> keys = new ArrayList<>();
        for (SortItem item : orderBy.getSortItems()) {
            keys.add(key(item, position(item, columns).orElseGet(() -> render.apply(item.getSortKey()))));
        }
        return " ORDER BY " + String.join(", ", keys);
    }

    String limits(Optional<Node> limit, Optional<Offset> offset) {
        StringBuilder sql = new StringBuilder();
        limit.ifPresent(node -> {
            if (node instanceof FetchFirst fetch && fetch.isWithTies()) {
                throw SqlError.unsupported(fetch, "FETCH FIRST ... WITH TIES");
            }
            Optional<Expression> count =
                    node instanceof Limit it ? Optional.of(it.getRowCount()) : ((FetchFirst) node).getRowCount();
            if (count.isEmpty()) {
                sql.append(" LIMIT 1");
            } else if (!(count.get() instanceof AllRows)) {
                sql.append(" LIMIT ").append(count(count.get()));
            }
        });
        offset.ifPresent(it -> sql.append(" OFFSET ").append(count(it.getRowCount())));
        return sql.toString();
    }

    private long count(Expression expression) {
        Expression value = expression instanceof Parameter parameter ? queries.parameter(parameter) : expression;
        if (value instanceof LongLiteral literal) {
            return literal.getParsedValue();
        }
        throw SqlError.at(expression, "INVALID_ROW_COUNT", "LIMIT and OFFSET need a whole number");
    }

    private static Optional<String> position(SortItem item, int columns) {
        if (!(item.getSortKey() instanceof LongLiteral literal)) {
            return Optional.empty();
        }
        long position = literal.getParsedValue();
        if (position < 1 || position > columns) {
            throw SqlError.at(
                    item, "INVALID_COLUMN_REFERENCE", "ORDER BY position " + position + " is not in select list");
        }
        return Optional.of(String.valueOf(position));
    }

    /** Nulls come last in either direction unless told otherwise, as Trino has them. */
    private static String key(SortItem item, String sql) {
        return sql
                + (item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC")
                + (item.getNullOrdering() == SortItem.NullOrdering.FIRST ? " NULLS FIRST" : " NULLS LAST");
    }
}
