package io.millrace.query.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;

/** What OVER says. Used by one thread. */
record Windows(Expressions expressions) {

    /** OVER (...) as the engine's text, and the expressions in it. */
    record Over(String sql, List<Expr> parts) {}

    /** Fails where a window function stands in a clause that has none. */
    static void refuseIn(Node node, String clause) {
        if (node instanceof FunctionCall call && call.getWindow().isPresent()) {
            throw SqlError.at(call, "NESTED_WINDOW", clause + " cannot contain window functions");
        }
        node.getChildren().forEach(child -> refuseIn(child, clause));
    }

    Over over(FunctionCall call) {
        Window window = call.getWindow().orElseThrow();
        expressions.aggregates().ifPresent(why -> {
            throw SqlError.at(call, "EXPRESSION_NOT_SCALAR", why.replace("aggregations", "window functions"));
        });
        if (!(window instanceof WindowSpecification specification)
                || specification.getExistingWindowName().isPresent()) {
            throw SqlError.unsupported(call, "A named window (write OVER (...))");
        }
        List<Expr> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        if (!specification.getPartitionBy().isEmpty()) {
            List<String> keys = specification.getPartitionBy().stream()
                    .map(key -> take(key, parts))
                    .toList();
            words.add("PARTITION BY " + String.join(", ", keys));
        }
        specification
                .getOrderBy()
                .ifPresent(orderBy -> words.add(new Ordering(expressions.queries())
                        .clause(orderBy, 0, key -> take(key, parts))
                        .strip()));
        specification.getFrame().ifPresent(frame -> words.add(frame(frame, parts)));
        return new Over(" OVER (" + String.join(" ", words) + ")", parts);
    }

    private String take(Expression expression, List<Expr> parts) {
        refuseIn(expression, "A window");
        Expr value = expressions.analyze(expression);
        parts.add(value);
        return value.sql();
    }

    private String frame(WindowFrame frame, List<Expr> parts) {
        boolean patterns = !frame.getMeasures().isEmpty()
                || frame.getPattern().isPresent()
                || !frame.getVariableDefinitions().isEmpty();
        if (patterns) {
            throw SqlError.unsupported(frame, "A pattern in a window");
        }
        String end = frame.getEnd().map(bound -> bound(frame, bound, parts)).orElse("CURRENT ROW");
        return frame.getType() + " BETWEEN " + bound(frame, frame.getStart(), parts) + " AND " + end;
    }

    private String bound(WindowFrame frame, FrameBound bound, List<Expr> parts) {
        String words = bound.getType().name().replace('_', ' ');
        if (bound.getValue().isEmpty()) {
            return words;
        }
        if (frame.getType() == WindowFrame.Type.RANGE) {
            throw SqlError.unsupported(bound, "RANGE with a distance (write ROWS or GROUPS)");
        }
        Expression distance = bound.getValue().get();
        Expr value = expressions.analyze(distance);
        if (!value.type().isWhole()) {
            throw SqlError.at(distance, "TYPE_MISMATCH", "Window frame offset must be a whole number");
        }
        parts.add(value);
        return value.sql() + " " + words;
    }
}
