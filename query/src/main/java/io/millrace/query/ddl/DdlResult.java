package io.millrace.query.ddl;

import java.util.List;

/**
 * What a statement answers: lines of text, as Athena's {@code .txt} results hold them.
 *
 * @param columns the names of its columns; empty where it answers nothing
 * @param rows the values, as many as columns
 */
public record DdlResult(List<String> columns, List<List<String>> rows) {

    static final DdlResult NONE = new DdlResult(List.of(), List.of());

    static DdlResult one(String column, List<String> values) {
        return new DdlResult(List.of(column), values.stream().map(List::of).toList());
    }
}
