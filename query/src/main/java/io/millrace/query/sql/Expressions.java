package io.millrace.query.sql;

import io.millrace.query.sql.SqlType.Kind;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.CurrentTimestamp;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.LocalTimestamp;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Predicated;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves, types and renders expressions of one clause. Used by one thread.
 *
 * @param queries for subqueries
 * @param groupKeys the rendered keys of GROUP BY, which may be read outside aggregates
 * @param aggregates why an aggregate function may not stand here; empty where it may
 */
record Expressions(QueryAnalysis queries, Scope scope, Set<String> groupKeys, Optional<String> aggregates) {

    Expr analyze(Expression expression) {
        Expr value = dispatch(expression);
        return groupKeys.contains(value.sql()) ? value.grouped() : value;
    }

    /** An expression that must be a condition. */
    Expr condition(Expression expression, String clause) {
        Expr value = analyze(expression);
        if (!value.type().coercesTo(SqlType.BOOLEAN)) {
            throw SqlError.at(
                    expression, "TYPE_MISMATCH", clause + " must evaluate to a boolean: actual type " + value.type());
        }
        return Casts.coerce(value, SqlType.BOOLEAN);
    }

    Expressions without(String aggregatesWhy) {
        return new Expressions(queries, scope, Set.of(), Optional.of(aggregatesWhy));
    }

    private Expr dispatch(Expression expression) {
        return switch (expression) {
            case NullLiteral it -> Expr.constant(SqlType.UNKNOWN, "NULL");
            case BooleanLiteral it -> Expr.constant(SqlType.BOOLEAN, String.valueOf(it.getValue()));
            case StringLiteral it -> Literals.text(it, it.getValue());
            case LongLiteral it -> Literals.whole(it);
            case DoubleLiteral it -> Literals.floating(it.getValue());
            case DecimalLiteral it -> Literals.decimal(it);
            case GenericLiteral it -> Literals.generic(it);
            case IntervalLiteral it -> Literals.interval(it);
            case CurrentTimestamp it -> now(SqlType.TIMESTAMP_TZ);
            case LocalTimestamp it -> now(SqlType.TIMESTAMP);
            case CurrentDate it ->
                Expr.constant(SqlType.DATE, "CAST(" + now(SqlType.TIMESTAMP).sql() + " AS DATE)");
            case Parameter it -> analyze(queries.parameter(it));
            case Identifier it -> scope.resolve(it, List.of(it)).value();
            case DereferenceExpression it -> dereference(it);
            case ArithmeticBinaryExpression it ->
                Operators.arithmetic(it, it.getOperator().getValue(), analyze(it.getLeft()), analyze(it.getRight()));
            case ArithmeticUnaryExpression it ->
                it.getSign() == ArithmeticUnaryExpression.Sign.MINUS
                        ? Operators.negated(it, analyze(it.getValue()))
                        : analyze(it.getValue());
            case LogicalExpression it -> logical(it);
            case NotExpression it -> {
                Expr value = condition(it.getValue(), "Value of logical NOT expression");
                yield value.withSql(SqlType.BOOLEAN, "(NOT " + value.sql() + ")");
            }
            case Predicated it -> new Predicates(this).analyze(it);
            case ExistsPredicate it -> queries.exists(it, scope);
            case SubqueryExpression it -> queries.scalar(it, scope);
            case SearchedCaseExpression it -> new Cases(this).searched(it);
            case SimpleCaseExpression it -> new Cases(this).simple(it);
            case IfExpression it -> new Cases(this).conditional(it);
            case CoalesceExpression it -> coalesce(it);
            case NullIfExpression it -> nullIf(it);
            case TryExpression it -> {
                Expr value = analyze(it.getInnerExpression());
                yield value.withSql(value.type(), "TRY(" + value.sql() + ")");
            }
            case Cast it -> Casts.cast(it, analyze(it.getExpression()), TypeNames.of(it.getType()), it.isSafe());
            case Extract it -> new Calls(this).extract(it);
            case Trim it -> new Calls(this).trim(it);
            case FunctionCall it -> new Calls(this).call(it);
            default -> throw SqlError.unsupported(expression, "The expression " + kind(expression));
        };
    }

    /** Values coerced to their common type; fails where there is none. */
    List<Expr> unified(Node node, List<Expr> values, String what) {
        SqlType type = SqlType.UNKNOWN;
        for (Expr value : values) {
            SqlType before = type;
            type = SqlType.common(type, value.type())
                    .orElseThrow(() -> SqlError.at(
                            node,
                            "TYPE_MISMATCH",
                            "All " + what + " must be the same type or coercible to a common type. Cannot find common"
                                    + " type between " + before + " and " + value.type()));
        }
        List<Expr> unified = new ArrayList<>();
        for (Expr value : values) {
            unified.add(Casts.coerce(value, type));
        }
        return unified;
    }

    private Expr now(SqlType type) {
        return Expr.constant(type, Literals.instant(queries.now()));
    }

    private Expr dereference(DereferenceExpression expression) {
        List<Identifier> parts = new ArrayList<>();
        Expression at = expression;
        while (at instanceof DereferenceExpression dereference) {
            parts.addFirst(
                    dereference.getField().orElseThrow(() -> SqlError.unsupported(expression, "A row's fields (.*)")));
            at = dereference.getBase();
        }
        if (!(at instanceof Identifier first)) {
            throw SqlError.unsupported(expression, "A field of a row");
        }
        parts.addFirst(first);
        return scope.resolve(expression, parts).value();
    }

    private Expr logical(LogicalExpression expression) {
        String operator = expression.getOperator() == LogicalExpression.Operator.AND ? " AND " : " OR ";
        List<Expr> terms = new ArrayList<>();
        for (Expression term : expression.getTerms()) {
            terms.add(condition(term, "Logical expression term"));
        }
        return Expr.of(
                SqlType.BOOLEAN,
                "(" + String.join(operator, terms.stream().map(Expr::sql).toList()) + ")",
                terms);
    }

    private Expr coalesce(CoalesceExpression expression) {
        List<Expr> operands =
                expression.getOperands().stream().map(this::analyze).toList();
        List<Expr> unified = unified(expression, operands, "COALESCE operands");
        return Expr.of(
                unified.getFirst().type(),
                "coalesce(" + String.join(", ", unified.stream().map(Expr::sql).toList()) + ")",
                unified);
    }

    private Expr nullIf(NullIfExpression expression) {
        Expr first = analyze(expression.getFirst());
        Expr second = analyze(expression.getSecond());
        Expr equal = Operators.comparison(expression, "=", first, second);
        return Expr.of(
                first.type(), "(CASE WHEN " + equal.sql() + " THEN NULL ELSE " + first.sql() + " END)", first, second);
    }

    private static String kind(Expression expression) {
        return expression
                .getClass()
                .getSimpleName()
                .replaceAll("(Expression|Predicate)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    static boolean isNumber(SqlType type) {
        return type.isNumeric() || type.kind() == Kind.UNKNOWN;
    }
}
