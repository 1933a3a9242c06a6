package io.millrace.query;

/**
 * A column of an answer.
 *
 * @param athenaType as Athena's result metadata names it: {@code varchar}, {@code bigint}, {@code timestamp} ...
 * @param precision of decimals; else what Athena says for the type
 */
public record ResultColumn(String name, String athenaType, int precision, int scale) {

    static ResultColumn text(String name) {
        return new ResultColumn(name, "string", 0, 0);
    }
}
