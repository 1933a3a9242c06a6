package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Figures in rows, for a terminal or as Markdown. Immutable. */
public final class Table {

    private static final List<String> HEAD = List.of("what", "result", "unit", "baseline", "ratio", "target", "");

    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<Figure> figures) {
        rows.add(HEAD);
        for (Figure figure : figures) {
            rows.add(List.of(
                    figure.what(),
                    Figure.number(figure.value()),
                    figure.unit(),
                    figure.baseline(),
                    Figure.number(figure.ratio()),
                    figure.target(),
                    figure.target().isEmpty() ? "" : figure.met() ? "met" : "MISSED"));
        }
    }

    /** Columns aligned by spaces. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(line(row, "", "  ").stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** A Markdown table. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), "| ", " | ")).append('\n');
            if (i == 0) {
                text.append("|---|---:|---|---|---:|---|---|\n");
            }
        }
        return text.toString();
    }

    private String line(List<String> row, String before, String between) {
        StringBuilder line = new StringBuilder(before);
        for (int column = 0; column < row.size(); column++) {
            int width = width(column);
            String cell = row.get(column);
            String padding = " ".repeat(width - cell.length());
            boolean number = column == 1 || column == 4;
            line.append(number ? padding + cell : cell + padding).append(between);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
