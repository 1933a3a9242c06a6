package io.millrace.query.sql;

import io.millrace.query.sql.SqlType.Kind;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.BooleanTestPredicate;
import io.trino.sql.tree.ComparisonPredicate;
import io.trino.sql.tree.DistinctFromPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Predicate;
import io.trino.sql.tree.Predicated;
import io.trino.sql.tree.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;

/** What stands behind a value as a test of it. Used by one thread. */
record Predicates(Expressions expressions) {

    Expr analyze(Predicated predicated) {
        return test(expressions.analyze(predicated.getValue()), predicated.getPredicate());
    }

    /** The test of a value that is analyzed already, as in CASE. */
    Expr test(Expr value, Predicate predicate) {
        return switch (predicate) {
            case ComparisonPredicate it ->
                Operators.comparison(it, it.getOperator().getValue(), value, expressions.analyze(it.getRight()));
            case BetweenPredicate it -> between(value, it);
            case InPredicate it -> in(value, it);
            case LikePredicate it -> like(value, it);
            case IsNullPredicate it ->
                value.withSql(SqlType.BOOLEAN, "(" + value.sql() + (it.isNegated() ? " IS NOT NULL)" : " IS NULL)"));
            case DistinctFromPredicate it -> {
                Expr right = expressions.analyze(it.getRight());
                yield Operators.comparison(
                        it, it.isNegated() ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM", value, right);
            }
            case BooleanTestPredicate it -> booleanTest(value, it);
            default -> throw SqlError.unsupported(predicate, "The predicate " + predicate);
        };
    }

    private Expr between(Expr value, BetweenPredicate between) {
        if (between.isSymmetric()) {
            throw SqlError.unsupported(between, "BETWEEN SYMMETRIC");
        }
        Expr least = Operators.comparison(between, ">=", value, expressions.analyze(between.getMin()));
        Expr most = Operators.comparison(between, "<=", value, expressions.analyze(between.getMax()));
        return Expr.of(
                SqlType.BOOLEAN,
                (between.isNegated() ? "(NOT (" : "((") + least.sql() + " AND " + most.sql() + "))",
                least,
                most);
    }

    private Expr in(Expr value, InPredicate in) {
        String not = in.isNegated() ? " NOT IN (" : " IN (";
        if (in.getValueList() instanceof SubqueryExpression subquery) {
            return expressions.queries().in(in, value, subquery, not, expressions.scope());
        }
        if (!(in.getValueList() instanceof InListExpression list)) {
            throw SqlError.unsupported(in, "IN with " + in.getValueList());
        }
        List<Expr> all = new ArrayList<>(List.of(value));
        for (Expression item : list.getValues()) {
            all.add(expressions.analyze(item));
        }
        List<Expr> unified = expressions.unified(in, all, "IN value and list items");
        String items = String.join(", ", unified.stream().skip(1).map(Expr::sql).toList());
        return Expr.of(SqlType.BOOLEAN, "(" + unified.getFirst().sql() + not + items + "))", unified);
    }

    private Expr like(Expr value, LikePredicate like) {
        Expr pattern = expressions.analyze(like.getPattern());
        List<Expr> parts = new ArrayList<>(List.of(value, pattern));
        like.getEscape().ifPresent(escape -> parts.add(expressions.analyze(escape)));
        for (Expr part : parts) {
            if (!part.type().isText() && part.type().kind() != Kind.UNKNOWN) {
                throw SqlError.at(
                        like,
                        "TYPE_MISMATCH",
                        "Left side of LIKE expression must evaluate to a varchar (actual: " + part.type() + ")");
            }
        }
        String sql = Casts.coerce(value, SqlType.VARCHAR).sql()
                + (like.isNegated() ? " NOT LIKE " : " LIKE ")
                + pattern.sql()
                + (parts.size() == 3 ? " ESCAPE " + parts.get(2).sql() : "");
        return Expr.of(SqlType.BOOLEAN, "(" + sql + ")", parts);
    }

    private static Expr booleanTest(Expr value, BooleanTestPredicate test) {
        if (!value.type().coercesTo(SqlType.BOOLEAN)) {
            throw SqlError.at(test, "TYPE_MISMATCH", "A truth test needs a boolean, not " + value.type());
        }
        String truth = switch (test.getTruthValue().name()) {
            case "TRUE" -> "TRUE";
            case "FALSE" -> "FALSE";
            default -> "NULL";
        };
        return value.withSql(
                SqlType.BOOLEAN, "(" + value.sql() + (test.isNegated() ? " IS NOT " : " IS ") + truth + ")");
    }
}
