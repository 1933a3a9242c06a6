package io.millrace.catalog.filter;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What an expression demands; unknown (empty) where a null decides, as in SQL. Immutable. */
sealed interface Condition {

    Optional<Boolean> test(List<String> values);

    /** The value of a column; Hive writes null as a name. */
    record KeyColumn(int index, KeyType type) {
        private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

        Optional<String> of(List<String> values) {
            return Optional.of(values.get(index)).filter(value -> !value.equals(NULL));
        }
    }

    record Compare(KeyColumn key, String literal, IntPredicate sign) implements Condition {
        @Override
        public Optional<Boolean> test(List<String> values) {
            return key.of(values)
                    .flatMap(value -> key.type().compare(value, literal))
                    .map(sign::test);
        }
    }

    /** {@code %} is any run, {@code _} any one character; only the last run is ever revisited. */
    record Like(KeyColumn key, String pattern) implements Condition {
        @Override
        public Optional<Boolean> test(List<String> values) {
            return key.of(values).map(this::matches);
        }

        private boolean matches(String value) {
            int at = 0;
            int in = 0;
            int runAt = -1;
            int runIn = 0;
            while (at < value.length()) {
                if (in < pattern.length() && pattern.charAt(in) == '%') {
                    runAt = at;
                    runIn = ++in;
                } else if (in < pattern.length()
                        && (pattern.charAt(in) == '_' || pattern.charAt(in) == value.charAt(at))) {
                    at++;
                    in++;
                } else if (runAt >= 0) {
                    at = ++runAt;
                    in = runIn;
                } else {
                    return false;
                }
            }
            while (in < pattern.length() && pattern.charAt(in) == '%') {
                in++;
            }
            return in == pattern.length();
        }
    }

    record IsNull(KeyColumn key) implements Condition {
        @Override
        public Optional<Boolean> test(List<String> values) {
            return Optional.of(key.of(values).isEmpty());
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public Optional<Boolean> test(List<String> values) {
            return condition.test(values).map(it -> !it);
        }
    }

    record All(List<Condition> conditions) implements Condition {
        @Override
        public Optional<Boolean> test(List<String> values) {
            return decided(conditions, values, false);
        }
    }

    record Any(List<Condition> conditions) implements Condition {
        @Override
        public Optional<Boolean> test(List<String> values) {
            return decided(conditions, values, true);
        }
    }

    /** One that decides is enough; else one unknown leaves all unknown. */
    private static Optional<Boolean> decided(List<Condition> conditions, List<String> values, boolean decides) {
        boolean unknown = false;
        for (Condition condition : conditions) {
            Optional<Boolean> answer = condition.test(values);
            if (answer.isPresent() && answer.get() == decides) {
                return answer;
            }
            unknown |= answer.isEmpty();
        }
        return unknown ? Optional.empty() : Optional.of(!decides);
    }
}
