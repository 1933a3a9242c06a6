package io.millrace.query.sql;

import io.millrace.query.sql.FunctionTable.Signature;
import io.millrace.query.sql.SqlType.Kind;
import io.trino.sql.tree.CallArgument;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Function calls: the table's, and the few that need more than a line. Used by one thread. */
record Calls(Expressions expressions) {

    private static final Set<String> WITHIN_A_DAY = Set.of("millisecond", "second", "minute", "hour");
    private static final Set<String> UNITS =
            Set.of("millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year");

    Expr call(FunctionCall call) {
        if (call.getName().getParts().size() != 1) {
            throw notRegistered(call);
        }
        String name = call.getName().getSuffix().toLowerCase(Locale.ROOT);
        if (call.getOrderBy().isPresent()) {
            throw SqlError.unsupported(call, "ORDER BY within a function");
        }
        List<Signature> overWindow = FunctionTable.overWindow(name);
        if (!overWindow.isEmpty()) {
            return overWindow(call, overWindow);
        }
        if (call.getNullTreatment().isPresent()) {
            throw SqlError.unsupported(call, "Null treatment within " + name);
        }
        if (name.equals("count") && call.getArguments().isEmpty()) {
            return aggregate(call, new Signature("count", List.of(), "bigint", "count(*)$F", true));
        }
        List<Signature> signatures = FunctionTable.named(name);
        if (!signatures.isEmpty() && signatures.getFirst().aggregate()) {
            return aggregate(call, signatures);
        }
        if (name.equals("avg")) {
            return aggregate(call, signatures);
        }
        if (call.getWindow().isPresent()) {
            throw SqlError.at(call, "FUNCTION_NOT_WINDOW", name + " is no aggregate and no window function");
        }
        if (call.isDistinct() || call.getFilter().isPresent()) {
            throw SqlError.at(
                    call,
                    "FUNCTION_NOT_AGGREGATE",
                    "DISTINCT and FILTER are for aggregate functions; " + name + " is none");
        }
        return signatures.isEmpty() ? special(call, name) : plain(call, signatures);
    }

    Expr extract(Extract extract) {
        Expr value = expressions.analyze(extract.getExpression());
        String field = extract.getField().name().toLowerCase(Locale.ROOT);
        for (Signature signature : FunctionTable.named(field)) {
            Optional<List<Expr>> fitted = signature.fit(List.of(value));
            if (fitted.isPresent()) {
                return render(signature, fitted.get(), "", "");
            }
        }
        throw SqlError.at(extract, "TYPE_MISMATCH", "Cannot extract " + field + " from " + value.type());
    }

    Expr trim(Trim trim) {
        Expr source = expressions.analyze(trim.getTrimSource());
        if (trim.getTrimCharacter().isPresent()) {
            throw SqlError.unsupported(trim, "TRIM with characters");
        }
        String name = switch (trim.getSpecification()) {
            case LEADING -> "ltrim";
            case TRAILING -> "rtrim";
            case BOTH -> "trim";
        };
        Signature signature = FunctionTable.named(name).getFirst();
        List<Expr> fitted = signature
                .fit(List.of(source))
                .orElseThrow(() -> SqlError.at(trim, "TYPE_MISMATCH", "Cannot trim " + source.type()));
        return render(signature, fitted, "", "");
    }

    private Expr plain(FunctionCall call, List<Signature> signatures) {
        List<Expr> arguments = arguments(call, expressions);
        for (Signature signature : signatures) {
            Optional<List<Expr>> fitted = signature.fit(arguments);
            if (fitted.isPresent()) {
                Expr value = render(signature, fitted.get(), "", "");
                return signature.name().equals("random") ? value.volatileValue() : value;
            }
        }
        throw unexpected(call, arguments, signatures);
    }

    /** A function that only windows have. */
    private Expr overWindow(FunctionCall call, List<Signature> signatures) {
        if (call.getWindow().isEmpty()) {
            throw SqlError.at(
                    call,
                    "MISSING_OVER",
                    "Window function " + signatures.getFirst().name() + " requires an OVER clause");
        }
        if (call.isDistinct() || call.getFilter().isPresent()) {
            throw SqlError.unsupported(
                    call, "DISTINCT or FILTER in " + signatures.getFirst().name());
        }
        Windows.Over over = new Windows(expressions).over(call);
        List<Expr> arguments = arguments(call, expressions);
        String nulls = call.getNullTreatment().map(it -> " " + it + " NULLS").orElse("");
        for (Signature signature : signatures) {
            Optional<List<Expr>> fitted = signature.fit(arguments);
            if (fitted.isPresent()) {
                SqlType type = signature.resultType(fitted.get());
                return windowed(type, signature.render(fitted.get(), type, nulls, over.sql()), fitted.get(), over);
            }
        }
        throw unexpected(call, arguments, signatures);
    }

    private static Expr windowed(SqlType type, String sql, List<Expr> arguments, Windows.Over over) {
        List<Expr> parts = new ArrayList<>(arguments);
        parts.addAll(over.parts());
        return Expr.of(type, sql, parts).volatileValue();
    }

    private Expr aggregate(FunctionCall call, List<Signature> signatures) {
        List<Expr> arguments = arguments(call, inside(call));
        if (signatures.getFirst().name().equals("avg")
                && arguments.size() == 1
                && arguments.getFirst().type().isDecimal()) {
            return averageOfDecimals(call, arguments.getFirst());
        }
        for (Signature signature : signatures) {
            Optional<List<Expr>> fitted = signature.fit(arguments);
            if (fitted.isPresent()) {
                return aggregate(call, signature, fitted.get());
            }
        }
        throw unexpected(call, arguments, signatures);
    }

    private Expr aggregate(FunctionCall call, Signature signature) {
        inside(call);
        return aggregate(call, signature, List.of());
    }

    private Expr aggregate(FunctionCall call, Signature signature, List<Expr> fitted) {
        if (call.isDistinct() && !signature.form().contains("$D")) {
            throw SqlError.unsupported(call, "DISTINCT in " + signature.name());
        }
        SqlType type = signature.resultType(fitted);
        String distinct = call.isDistinct() ? "DISTINCT " : "";
        if (call.getWindow().isPresent()) {
            Windows.Over over = new Windows(expressions).over(call);
            return windowed(type, signature.render(fitted, type, distinct, filter(call) + over.sql()), fitted, over);
        }
        return new Expr(type, signature.render(fitted, type, distinct, filter(call)), false, Optional.empty(), true);
    }

    private Expr averageOfDecimals(FunctionCall call, Expr argument) {
        if (call.getWindow().isPresent()) {
            throw SqlError.unsupported(call, "avg of a decimal over a window (cast it to double)");
        }
        SqlType type = argument.type();
        String distinct = call.isDistinct() ? "DISTINCT " : "";
        String sum = "sum(" + distinct + argument.sql() + ")" + filter(call);
        String count = "count(" + distinct + argument.sql() + ")" + filter(call);
        String sql = "(CASE WHEN " + count + " = 0 THEN NULL ELSE "
                + Operators.quotient(sum, type.scale(), count, 0, type) + " END)";
        return new Expr(type, sql, false, Optional.empty(), true);
    }

    private String filter(FunctionCall call) {
        return call.getFilter()
                .map(condition -> " FILTER (WHERE "
                        + inside(call).condition(condition, "FILTER expression").sql() + ")")
                .orElse("");
    }

    /** The analysis of what stands within an aggregate; fails where an aggregate may not stand here. */
    private Expressions inside(FunctionCall call) {
        if (call.getWindow().isPresent()) {
            return expressions;
        }
        expressions.aggregates().ifPresent(why -> {
            throw SqlError.at(call, "EXPRESSION_NOT_SCALAR", why);
        });
        return expressions.without(
                "Cannot nest aggregations inside aggregation '" + call.getName().getSuffix() + "'");
    }

    private Expr special(FunctionCall call, String name) {
        List<Expr> arguments = arguments(call, expressions);
        return switch (name) {
            case "now" ->
                Expr.constant(
                        SqlType.TIMESTAMP_TZ,
                        Literals.instant(expressions.queries().now()));
            case "concat" -> concat(call, arguments);
            case "greatest", "least" -> extreme(call, name, arguments);
            case "mod" -> {
                if (arguments.size() != 2) {
                    throw unexpected(call, arguments, List.of());
                }
                yield Operators.arithmetic(call, "%", arguments.get(0), arguments.get(1));
            }
            case "typeof" -> {
                if (arguments.size() != 1) {
                    throw unexpected(call, arguments, List.of());
                }
                yield Expr.constant(
                        SqlType.VARCHAR,
                        Literals.quote(arguments.getFirst().type().toString()));
            }
            case "date_format", "date_parse" -> format(call, name, arguments);
            case "date_trunc", "date_add", "date_diff" -> byUnit(call, name, arguments);
            default -> throw notRegistered(call);
        };
    }

    private static Expr concat(FunctionCall call, List<Expr> arguments) {
        if (arguments.size() < 2) {
            throw SqlError.at(call, "INVALID_FUNCTION_ARGUMENT", "There must be two or more concatenation arguments");
        }
        for (Expr argument : arguments) {
            if (!argument.type().coercesTo(SqlType.VARCHAR)) {
                throw unexpected(call, arguments, List.of());
            }
        }
        return Expr.of(
                SqlType.VARCHAR,
                "("
                        + String.join(
                                " || ",
                                arguments.stream()
                                        .map(it -> Casts.coerce(it, SqlType.VARCHAR)
                                                .sql())
                                        .toList())
                        + ")",
                arguments);
    }

    /** Null where any argument is null; the engine's own leave nulls out. */
    private Expr extreme(FunctionCall call, String name, List<Expr> arguments) {
        List<Expr> unified = expressions.unified(call, arguments, name + " arguments");
        if (unified.isEmpty()) {
            throw unexpected(call, arguments, List.of());
        }
        List<String> texts = unified.stream().map(Expr::sql).toList();
        String nulls =
                String.join(" OR ", texts.stream().map(it -> it + " IS NULL").toList());
        return Expr.of(
                unified.getFirst().type(),
                "(CASE WHEN " + nulls + " THEN NULL ELSE " + name + "(" + String.join(", ", texts) + ") END)",
                unified);
    }

    private static Expr format(FunctionCall call, String name, List<Expr> arguments) {
        boolean formats = name.equals("date_format");
        if (arguments.size() != 2) {
            throw unexpected(call, arguments, List.of());
        }
        Expr value = arguments.getFirst();
        boolean fits = formats
                ? value.type().isMoment() || value.type().kind() == Kind.DATE
                : value.type().coercesTo(SqlType.VARCHAR);
        if (!fits) {
            throw unexpected(call, arguments, List.of());
        }
        if (!(call.getArguments().get(1).getValue() instanceof StringLiteral literal)) {
            throw SqlError.unsupported(call, name + " with a format that is not a text literal");
        }
        String format = Literals.quote(DateFormats.strftime(literal, literal.getValue()));
        return formats
                ? Expr.of(SqlType.VARCHAR, "strftime(" + value.sql() + ", " + format + ")", value)
                : Expr.of(SqlType.TIMESTAMP, "strptime(" + value.sql() + ", " + format + ")", value);
    }

    private static Expr byUnit(FunctionCall call, String name, List<Expr> arguments) {
        int wanted = name.equals("date_trunc") ? 2 : 3;
        if (arguments.size() != wanted
                || !(call.getArguments().getFirst().getValue() instanceof StringLiteral literal)) {
            throw unexpected(call, arguments, List.of());
        }
        Expr last = arguments.getLast();
        Expr middle = arguments.get(wanted - 2);
        if (!isTime(last)) {
            throw unexpected(call, arguments, List.of());
        }
        String unit = unit(literal, last.type());
        String type = last.type().duck();
        return switch (name) {
            case "date_trunc" ->
                Expr.of(last.type(), "CAST(date_trunc('" + unit + "', " + last.sql() + ") AS " + type + ")", last);
            case "date_add" -> {
                if (!middle.type().isWhole()) {
                    throw unexpected(call, arguments, List.of());
                }
                String sum = last.sql() + " + " + middle.sql() + " * INTERVAL '1 " + unit + "'";
                yield Expr.of(last.type(), "CAST((" + sum + ") AS " + type + ")", middle, last);
            }
            default -> {
                if (!isTime(middle)) {
                    throw unexpected(call, arguments, List.of());
                }
                String times = "CAST(" + middle.sql() + " AS TIMESTAMP), CAST(" + last.sql() + " AS TIMESTAMP)";
                yield Expr.of(SqlType.BIGINT, "date_sub('" + unit + "', " + times + ")", middle, last);
            }
        };
    }

    private static boolean isTime(Expr value) {
        return value.type().isMoment() || value.type().kind() == Kind.DATE;
    }

    private static String unit(StringLiteral literal, SqlType type) {
        String unit = literal.getValue().toLowerCase(Locale.ROOT);
        if (!UNITS.contains(unit)) {
            throw SqlError.at(literal, "INVALID_FUNCTION_ARGUMENT", "'" + literal.getValue() + "' is not a valid unit");
        }
        if (type.kind() == Kind.DATE && WITHIN_A_DAY.contains(unit)) {
            throw SqlError.at(literal, "INVALID_FUNCTION_ARGUMENT", "'" + unit + "' is not a valid DATE field");
        }
        return unit;
    }

    private static Expr render(Signature signature, List<Expr> fitted, String distinct, String filter) {
        SqlType type = signature.resultType(fitted);
        return Expr.of(type, signature.render(fitted, type, distinct, filter), fitted);
    }

    private static List<Expr> arguments(FunctionCall call, Expressions analysis) {
        List<Expr> arguments = new ArrayList<>();
        for (CallArgument argument : call.getArguments()) {
            if (argument.getName().isPresent()) {
                throw SqlError.unsupported(call, "A named argument");
            }
            Expression value = argument.getValue();
            arguments.add(analysis.analyze(value));
        }
        return arguments;
    }

    private static SqlError notRegistered(FunctionCall call) {
        return SqlError.at(
                call,
                "FUNCTION_NOT_FOUND",
                "Function '" + call.getName().getSuffix().toLowerCase(Locale.ROOT) + "' not registered");
    }

    private static SqlError unexpected(FunctionCall call, List<Expr> arguments, List<Signature> signatures) {
        String name = call.getName().getSuffix().toLowerCase(Locale.ROOT);
        String given = String.join(
                ", ", arguments.stream().map(it -> it.type().toString()).toList());
        List<String> expected = signatures.stream()
                .map(it -> it.name() + "(" + String.join(", ", it.arguments()) + ")")
                .toList();
        return SqlError.at(
                call,
                "TYPE_MISMATCH",
                "Unexpected parameters (" + given + ") for function " + name
                        + (expected.isEmpty() ? "" : ". Expected: " + String.join(", ", expected)));
    }
}
