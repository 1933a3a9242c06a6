package io.millrace.query.sql;

import io.millrace.query.sql.ScanPlan.Comparison;
import io.millrace.query.sql.ScanPlan.Constraint;
import io.millrace.query.sql.Scope.PartitionColumn;
import io.millrace.query.sql.Scope.ScopeColumn;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.ComparisonPredicate;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Predicate;
import io.trino.sql.tree.Predicated;
import io.trino.sql.tree.StringLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds in a WHERE what it demands of partition columns: comparisons with constants that every row must pass. Used by
 * one thread.
 */
record Pruning(Expressions expressions) {

    void collect(Expression condition) {
        if (condition instanceof LogicalExpression logical && logical.getOperator() == LogicalExpression.Operator.AND) {
            logical.getTerms().forEach(this::collect);
        } else if (condition instanceof Predicated predicated) {
            column(predicated.getValue())
                    .ifPresentOrElse(column -> test(column, predicated.getPredicate()), () -> flipped(predicated));
        }
    }

    private void test(ScopeColumn column, Predicate predicate) {
        switch (predicate) {
            case ComparisonPredicate it -> compare(column, it.getOperator(), it.getRight());
            case InPredicate it
            when !it.isNegated() && it.getValueList() instanceof InListExpression list ->
                add(column, Comparison.EQUAL, list.getValues());
            case BetweenPredicate it
            when !it.isNegated() && !it.isSymmetric() -> {
                add(column, Comparison.GREATER_OR_EQUAL, List.of(it.getMin()));
                add(column, Comparison.LESS_OR_EQUAL, List.of(it.getMax()));
            }
            case LikePredicate it when !it.isNegated() && it.getEscape().isEmpty() -> like(column, it);
            default -> {
                // Other tests demand nothing that could be checked before reading.
            }
        }
    }

    private void flipped(Predicated predicated) {
        if (predicated.getPredicate() instanceof ComparisonPredicate it) {
            column(it.getRight())
                    .ifPresent(column -> compare(column, it.getOperator().flip(), predicated.getValue()));
        }
    }

    private void compare(ScopeColumn column, ComparisonPredicate.Operator operator, Expression constant) {
        Optional<Comparison> comparison = switch (operator) {
            case EQUAL -> Optional.of(Comparison.EQUAL);
            case LESS_THAN -> Optional.of(Comparison.LESS);
            case LESS_THAN_OR_EQUAL -> Optional.of(Comparison.LESS_OR_EQUAL);
            case GREATER_THAN -> Optional.of(Comparison.GREATER);
            case GREATER_THAN_OR_EQUAL -> Optional.of(Comparison.GREATER_OR_EQUAL);
            case NOT_EQUAL -> Optional.empty();
        };
        comparison.ifPresent(it -> add(column, it, List.of(constant)));
    }

    private void like(ScopeColumn column, LikePredicate like) {
        if (like.getPattern() instanceof StringLiteral literal) {
            String prefix = literal.getValue().replaceFirst("[%_].*", "");
            if (!prefix.isEmpty()) {
                add(
                        column,
                        Comparison.PREFIX,
                        List.of(new StringLiteral(literal.getLocation().orElseThrow(), prefix)));
            }
        }
    }

    private void add(ScopeColumn column, Comparison comparison, List<Expression> constants) {
        List<String> texts = new ArrayList<>();
        for (Expression constant : constants) {
            Expr value = expressions.analyze(constant);
            SqlType type = column.value().type();
            if (!value.constant() || !value.type().coercesTo(type) || !(type.isText() || type.isWhole())) {
                return;
            }
            texts.add("CAST(" + Casts.coerce(value, type).sql() + " AS VARCHAR)");
        }
        PartitionColumn partition = column.partition().orElseThrow();
        partition.scan().add(new Constraint(partition.index(), comparison, texts));
    }

    /** The partition column that the expression is, if it is one of this query's own. */
    private Optional<ScopeColumn> column(Expression expression) {
        List<Identifier> parts = new ArrayList<>();
        Expression at = expression;
        while (at instanceof DereferenceExpression it && it.getField().isPresent()) {
            parts.addFirst(it.getField().get());
            at = it.getBase();
        }
        if (!(at instanceof Identifier first)) {
            return Optional.empty();
        }
        parts.addFirst(first);
        List<ScopeColumn> matches = expressions.scope().matches(parts);
        return matches.size() == 1
                ? matches.stream().filter(it -> it.partition().isPresent()).findFirst()
                : Optional.empty();
    }
}
