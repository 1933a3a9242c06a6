package io.millrace.query.sql;

import io.trino.sql.ExpressionFormatter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Deallocate;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Statements about prepared statements. Immutable. */
public sealed interface PreparedSql {

    /** {@code PREPARE name FROM sql}. */
    record Preparing(String name, String sql) implements PreparedSql {}

    /** {@code EXECUTE name USING a, b}; the parameters as texts of literals. */
    record Executing(String name, List<String> parameters) implements PreparedSql {}

    /** {@code DEALLOCATE PREPARE name}. */
    record Deallocating(String name) implements PreparedSql {}

    /** What the text says, where it is such a statement. */
    static Optional<PreparedSql> of(String sql) {
        if (!Words.FIRST.matcher(sql).lookingAt()) {
            return Optional.empty();
        }
        try {
            return of(new SqlParser().createStatement(Words.END.matcher(sql).replaceFirst("")), sql);
        } catch (ParsingException wrong) {
            throw new SqlError(String.valueOf(wrong.getMessage()));
        }
    }

    private static Optional<PreparedSql> of(Statement statement, String sql) {
        return switch (statement) {
            case Prepare it ->
                Optional.of(new Preparing(
                        it.getName().getValue(),
                        from(sql, it.getStatement().getLocation().orElseThrow())));
            case Execute it ->
                Optional.of(new Executing(
                        it.getName().getValue(),
                        it.getParameters().stream().map(PreparedSql::literal).toList()));
            case Deallocate it -> Optional.of(new Deallocating(it.getName().getValue()));
            default -> Optional.empty();
        };
    }

    private static String literal(Expression expression) {
        return ExpressionFormatter.formatExpression(expression);
    }

    /** The text from a place on, without the semicolon at its end. */
    private static String from(String sql, NodeLocation place) {
        int line = 0;
        for (int i = 1; i < place.getLineNumber(); i++) {
            line = sql.indexOf('\n', line) + 1;
        }
        return Words.END
                .matcher(sql.substring(line + place.getColumnNumber() - 1))
                .replaceFirst("");
    }

    /** Compiled once. */
    final class Words {
        private static final Pattern FIRST =
                Pattern.compile("(?is)(\\s|--[^\\n]*\\n|/\\*.*?\\*/)*(prepare|execute|deallocate)\\b");
        private static final Pattern END = Pattern.compile("[;\\s]+\\z");

        private Words() {}
    }
}
