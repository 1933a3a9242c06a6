package io.millrace.query.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CASE in its forms, and IF. Used by one thread. */
record Cases(Expressions expressions) {

    Expr searched(SearchedCaseExpression expression) {
        List<Expr> conditions = new ArrayList<>();
        for (WhenClause when : expression.getWhenClauses()) {
            conditions.add(expressions.condition((Expression) when.getMatch().node(), "CASE WHEN clause"));
        }
        return render(expression, conditions, expression.getWhenClauses(), expression.getDefaultValue());
    }

    Expr simple(SimpleCaseExpression expression) {
        Expr operand = expressions.analyze(expression.getOperand());
        List<Expr> conditions = new ArrayList<>();
        for (WhenClause when : expression.getWhenClauses()) {
            conditions.add(
                    switch (when.getMatch()) {
                        case WhenClause.Operand it ->
                            Operators.comparison(when, "=", operand, expressions.analyze(it.expression()));
                        case WhenClause.Partial it -> new Predicates(expressions).test(operand, it.predicate());
                        default -> throw SqlError.unsupported(when, "This form of WHEN");
                    });
        }
        return render(expression, conditions, expression.getWhenClauses(), expression.getDefaultValue());
    }

    Expr conditional(IfExpression expression) {
        Expr condition = expressions.condition(expression.getCondition(), "IF condition");
        List<Expr> values = new ArrayList<>(List.of(expressions.analyze(expression.getTrueValue())));
        values.add(expression.getFalseValue().map(expressions::analyze).orElse(Expr.constant(SqlType.UNKNOWN, "NULL")));
        return render(expression, List.of(condition), values);
    }

    private Expr render(Node node, List<Expr> conditions, List<WhenClause> clauses, Optional<Expression> defaultValue) {
        List<Expr> values = new ArrayList<>();
        clauses.forEach(when -> values.add(expressions.analyze(when.getResult())));
        values.add(defaultValue.map(expressions::analyze).orElse(Expr.constant(SqlType.UNKNOWN, "NULL")));
        return render(node, conditions, values);
    }

    private Expr render(Node node, List<Expr> conditions, List<Expr> values) {
        List<Expr> unified = expressions.unified(node, values, "CASE results");
        StringBuilder sql = new StringBuilder("(CASE");
        for (int i = 0; i < conditions.size(); i++) {
            sql.append(" WHEN ").append(conditions.get(i).sql());
            sql.append(" THEN ").append(unified.get(i).sql());
        }
        sql.append(" ELSE ").append(unified.getLast().sql()).append(" END)");
        List<Expr> all = new ArrayList<>(conditions);
        all.addAll(unified);
        return Expr.of(unified.getFirst().type(), sql.toString(), all);
    }
}
