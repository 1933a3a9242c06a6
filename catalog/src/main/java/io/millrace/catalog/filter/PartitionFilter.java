package io.millrace.catalog.filter;

import io.millrace.catalog.Column;
import io.millrace.catalog.filter.Condition.KeyColumn;
import io.millrace.catalog.filter.FilterTokens.Kind;
import io.millrace.catalog.filter.FilterTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An expression over partition columns: comparisons, {@code IN}, {@code BETWEEN}, {@code LIKE}, {@code IS NULL}, joined
 * by {@code AND}, {@code OR} and {@code NOT}. Immutable.
 */
public final class PartitionFilter {

    private static final PartitionFilter ALL = new PartitionFilter(new Condition.All(List.of()));

    private final Condition condition;

    private PartitionFilter(Condition condition) {
        this.condition = condition;
    }

    /** The filter that an expression describes; a blank one lets everything through. Fails with {@link FilterError}. */
    public static PartitionFilter parse(String expression, List<Column> keys) {
        if (expression.isBlank()) {
            return ALL;
        }
        Parser parser = new Parser(new FilterTokens(expression), keys);
        Condition condition = parser.any();
        if (parser.tokens.peek().kind() != Kind.END) {
            throw new FilterError("'" + parser.tokens.peek().text() + "' is not expected.");
        }
        return new PartitionFilter(condition);
    }

    /** Whether the expression holds for a partition with these values. */
    public boolean test(List<String> values) {
        return condition.test(values).orElse(false);
    }

    /** Used by one thread, for one expression. */
    private record Parser(FilterTokens tokens, List<Column> keys) {

        Condition any() {
            List<Condition> terms = new ArrayList<>(List.of(all()));
            while (tokens.skip("OR")) {
                terms.add(all());
            }
            return terms.size() == 1 ? terms.getFirst() : new Condition.Any(terms);
        }

        private Condition all() {
            List<Condition> terms = new ArrayList<>(List.of(one()));
            while (tokens.skip("AND")) {
                terms.add(one());
            }
            return terms.size() == 1 ? terms.getFirst() : new Condition.All(terms);
        }

        private Condition one() {
            if (tokens.skip("NOT")) {
                return new Condition.Not(one());
            }
            if (tokens.skip("(")) {
                Condition inner = any();
                tokens.expect(")");
                return inner;
            }
            return predicate(key(tokens.take()));
        }

        private Condition predicate(KeyColumn key) {
            if (tokens.skip("IS")) {
                boolean negated = tokens.skip("NOT");
                tokens.expect("NULL");
                return negated(negated, new Condition.IsNull(key));
            }
            boolean negated = tokens.skip("NOT");
            if (tokens.skip("IN")) {
                return negated(negated, in(key));
            }
            if (tokens.skip("BETWEEN")) {
                String low = literal();
                tokens.expect("AND");
                String high = literal();
                return negated(
                        negated,
                        new Condition.All(List.of(
                                new Condition.Compare(key, low, sign -> sign >= 0),
                                new Condition.Compare(key, high, sign -> sign <= 0))));
            }
            if (tokens.skip("LIKE")) {
                return negated(negated, new Condition.Like(key, literal()));
            }
            if (negated) {
                throw new FilterError("IN, BETWEEN or LIKE is expected after NOT.");
            }
            IntPredicate sign = sign(tokens.take());
            return new Condition.Compare(key, literal(), sign);
        }

        private Condition in(KeyColumn key) {
            tokens.expect("(");
            List<Condition> choices = new ArrayList<>();
            do {
                choices.add(new Condition.Compare(key, literal(), sign -> sign == 0));
            } while (tokens.skip(","));
            tokens.expect(")");
            return new Condition.Any(choices);
        }

        private KeyColumn key(Token token) {
            if (token.kind() == Kind.WORD || token.kind() == Kind.NAME) {
                for (int i = 0; i < keys.size(); i++) {
                    Column column = keys.get(i);
                    if (column.name().equalsIgnoreCase(token.text())) {
                        return new KeyColumn(i, KeyType.of(column.name(), column.type()));
                    }
                }
            }
            throw new FilterError("'" + token.text() + "' is no partition column. The table has "
                    + keys.stream().map(Column::name).toList() + ".");
        }

        private String literal() {
            Token token = tokens.take();
            if (token.kind() == Kind.WORD && tokens.peek().kind() == Kind.TEXT && isTyped(token)) {
                return tokens.take().text();
            }
            boolean number = token.kind() == Kind.WORD && token.text().matches("[+-]?[0-9][0-9.]*");
            if (token.kind() == Kind.TEXT || number) {
                return token.text();
            }
            throw new FilterError("A value is expected instead of '" + token.text()
                    + "': a text between single quotes, or a number.");
        }

        private static boolean isTyped(Token token) {
            return token.is("DATE") || token.is("TIMESTAMP");
        }

        private static Condition negated(boolean negated, Condition condition) {
            return negated ? new Condition.Not(condition) : condition;
        }

        private static IntPredicate sign(Token operator) {
            return switch (operator.kind() == Kind.SYMBOL ? operator.text() : "") {
                case "=", "==" -> sign -> sign == 0;
                case "<>", "!=" -> sign -> sign != 0;
                case "<" -> sign -> sign < 0;
                case "<=" -> sign -> sign <= 0;
                case ">" -> sign -> sign > 0;
                case ">=" -> sign -> sign >= 0;
                default ->
                    throw new FilterError("A comparison is expected instead of '" + operator.text()
                            + "': =, <>, <, <=, >, >=, IN, BETWEEN, LIKE or IS NULL.");
            };
        }
    }
}
