package io.millrace.server.demo;

import java.util.List;

/** Rows drawn for a terminal: the first row is the header. */
public final class TextTable {

    private TextTable() {}

    /** The table with aligned columns; numbers to the right. */
    public static String draw(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < rows.size(); line++) {
            appendRow(text, rows.get(line), widths);
            if (line == 0) {
                for (int width : widths) {
                    text.append("  ").append("─".repeat(width));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static void appendRow(StringBuilder text, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            String pad = " ".repeat(widths[i] - cell.length());
            boolean number =
                    !cell.isEmpty() && cell.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == '-');
            line.append("  ").append(number ? pad + cell : cell + pad);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
