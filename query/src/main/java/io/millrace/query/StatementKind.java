package io.millrace.query;

import io.millrace.query.ddl.DdlParser;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement is, by its first words: which parser it goes to, and how Athena classes it.
 *
 * @param type DDL, DML or UTILITY
 * @param substatement Athena's SubstatementType
 */
record StatementKind(boolean hive, String type, String substatement) {

    private static final Pattern WORDS =
            Pattern.compile("(?is)(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/|\\()*([a-z]+)(?:\\s+([a-z]+))?(?:\\s+([a-z]+))?.*");

    static StatementKind of(String sql) {
        Matcher words = WORDS.matcher(sql);
        String first = words.matches() ? words.group(1).toUpperCase(Locale.ROOT) : "";
        String second = upper(words, 2);
        String third = upper(words, 3);
        boolean hive = switch (first) {
            case "CREATE", "DROP", "ALTER", "MSCK", "SHOW", "DESCRIBE", "DESC" -> !DdlParser.hasMore(sql);
            default -> false;
        };
        return switch (first) {
            case "CREATE", "DROP", "ALTER", "MSCK" ->
                new StatementKind(hive, "DDL", first + "_" + created(second, third));
            case "SHOW" ->
                new StatementKind(hive, "UTILITY", "SHOW_" + (second.equals("CREATE") ? "CREATE_" + third : second));
            case "DESCRIBE", "DESC" -> new StatementKind(hive, "UTILITY", "DESCRIBE_TABLE");
            case "PREPARE", "DEALLOCATE" -> new StatementKind(false, "DDL", first);
            case "EXPLAIN" -> new StatementKind(false, "UTILITY", "EXPLAIN");
            default ->
                new StatementKind(false, "DML", first.isEmpty() ? "SELECT" : first.equals("WITH") ? "SELECT" : first);
        };
    }

    /** What is made: the words between that and CREATE are skipped. */
    private static String created(String second, String third) {
        return switch (second) {
            case "EXTERNAL", "REPAIR" -> third;
            case "OR" -> "VIEW";
            default -> second;
        };
    }

    private static String upper(Matcher words, int group) {
        String word = words.matches() ? words.group(group) : null;
        return word == null ? "" : word.toUpperCase(Locale.ROOT);
    }
}
