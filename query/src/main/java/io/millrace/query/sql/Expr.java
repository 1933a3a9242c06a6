package io.millrace.query.sql;

import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/**
 * An expression that is resolved and typed.
 *
 * @param sql its rendering, safe to stand anywhere an expression can
 * @param constant false where it reads a column, a subquery or an aggregate
 * @param ungrouped the first column that it reads outside an aggregate and outside the grouping keys
 * @param aggregate whether an aggregate function stands in it
 */
record Expr(SqlType type, String sql, boolean constant, Optional<Node> ungrouped, boolean aggregate) {

    static Expr constant(SqlType type, String sql) {
        return new Expr(type, sql, true, Optional.empty(), false);
    }

    static Expr column(SqlType type, String sql, Node node) {
        return new Expr(type, sql, false, Optional.of(node), false);
    }

    /** An expression made of others. */
    static Expr of(SqlType type, String sql, Expr... parts) {
        return of(type, sql, List.of(parts));
    }

    static Expr of(SqlType type, String sql, List<Expr> parts) {
        boolean constant = parts.stream().allMatch(Expr::constant);
        boolean aggregate = parts.stream().anyMatch(Expr::aggregate);
        Optional<Node> ungrouped =
                parts.stream().flatMap(part -> part.ungrouped.stream()).findFirst();
        return new Expr(type, sql, constant, ungrouped, aggregate);
    }

    /** The same value seen as another type that the engine holds in the same way. */
    Expr as(SqlType other) {
        return new Expr(other, sql, constant, ungrouped, aggregate);
    }

    Expr withSql(SqlType newType, String newSql) {
        return new Expr(newType, newSql, constant, ungrouped, aggregate);
    }

    /** A key of the GROUP BY: what it reads is grouped. */
    Expr grouped() {
        return new Expr(type, sql, constant, Optional.empty(), aggregate);
    }

    Expr volatileValue() {
        return new Expr(type, sql, false, ungrouped, aggregate);
    }
}
