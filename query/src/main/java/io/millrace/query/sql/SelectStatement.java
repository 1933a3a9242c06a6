package io.millrace.query.sql;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The door of the analysis. Immutable; shared between threads. */
public final class SelectStatement {

    private static final SqlParser PARSER = new SqlParser();
    private static final Pattern END = Pattern.compile("[;\\s]+\\z");
    private static final Pattern STRAY_MINUS = Pattern.compile("(?is).*\\bfrom\\s*-\\s*\\w.*");

    private final Query query;

    private SelectStatement(Query query) {
        this.query = query;
    }

    /** Parses one SELECT; a semicolon may end it. */
    public static SelectStatement parse(String sql) {
        Statement statement;
        try {
            statement = PARSER.createStatement(withoutEnd(sql));
        } catch (ParsingException wrong) {
            throw new SqlError(wrong.getMessage() + hint(sql));
        }
        if (statement instanceof Query query) {
            return new SelectStatement(query);
        }
        String kind = statement
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
        throw SqlError.unsupported(statement, kind);
    }

    /**
     * Resolves, types and renders.
     *
     * @param database of table names without one
     * @param parameters the texts of literals that stand for the question marks
     */
    public AnalyzedQuery analyze(
            TableLookup tables, String database, Instant now, List<String> parameters, LongSupplier scanIds) {
        List<Expression> literals = new ArrayList<>();
        parameters.forEach(text -> literals.add(literal(text)));
        QueryAnalysis analysis =
                new QueryAnalysis(tables, database.toLowerCase(Locale.ROOT), now, List.copyOf(literals), scanIds);
        Rendered rendered = analysis.query(query, Optional.empty());
        for (AnalyzedQuery.OutputColumn column : rendered.columns()) {
            if (column.type().isInterval()) {
                throw SqlError.unsupported(query, "A column of type " + column.type() + " in a result");
            }
        }
        return new AnalyzedQuery(rendered.sql(), rendered.columns(), analysis.scans(), 0);
    }

    private static Expression literal(String text) {
        try {
            Expression expression = PARSER.createExpression(text);
            if (expression instanceof Literal
                    || (expression instanceof ArithmeticUnaryExpression signed
                            && signed.getValue() instanceof Literal)) {
                return expression;
            }
        } catch (ParsingException wrong) {
            // The same message serves.
        }
        throw new SqlError("INVALID_PARAMETER_USAGE: The execution parameter " + text
                + " is no literal. Write a text between single quotes, or a number.");
    }

    private static String withoutEnd(String sql) {
        return END.matcher(sql).replaceFirst("");
    }

    private static String hint(String sql) {
        if (STRAY_MINUS.matcher(sql).matches()) {
            return ". Hint: take away the '-' before the table's name.";
        }
        return withoutEnd(sql).contains(";") ? ". Hint: only one statement can run at a time." : "";
    }
}
