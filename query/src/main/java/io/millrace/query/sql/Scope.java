package io.millrace.query.sql;

import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that an expression can name. Immutable.
 *
 * @param outer of the query around, for correlated subqueries
 */
record Scope(List<ScopeColumn> columns, Optional<Scope> outer) {

    /**
     * A column that can be named.
     *
     * @param qualifiers what may stand before its name, e.g. database and table; compared from the right
     * @param value what it is
     * @param partition the scan's partition column behind it
     */
    record ScopeColumn(List<String> qualifiers, String name, Expr value, Optional<PartitionColumn> partition) {

        ScopeColumn qualifiedBy(String alias, String newName) {
            return new ScopeColumn(List.of(alias), newName, value, partition);
        }
    }

    /** A partition column of a scan. */
    record PartitionColumn(ScanPlan scan, int index) {}

    static final Scope EMPTY = new Scope(List.of(), Optional.empty());

    /** The column that the dotted name means; fails where there is none, or more than one. */
    ScopeColumn resolve(Node node, List<Identifier> parts) {
        List<ScopeColumn> matches = matches(parts);
        if (matches.size() > 1) {
            throw SqlError.at(node, "AMBIGUOUS_NAME", "Column '" + text(parts) + "' is ambiguous");
        }
        if (!matches.isEmpty()) {
            return matches.getFirst();
        }
        if (outer.isPresent()) {
            return outer.get().resolve(node, parts);
        }
        throw SqlError.at(
                node,
                "COLUMN_NOT_FOUND",
                "Column '" + text(parts)
                        + "' cannot be resolved or requester is not authorized to access requested resources");
    }

    /** The columns of a relation, for {@code t.*}. */
    List<ScopeColumn> of(List<String> relation) {
        return columns.stream()
                .filter(column -> endsWith(column.qualifiers(), relation))
                .toList();
    }

    List<ScopeColumn> matches(List<Identifier> parts) {
        String name = parts.getLast().getValue();
        List<String> qualifiers = parts.subList(0, parts.size() - 1).stream()
                .map(Identifier::getValue)
                .toList();
        List<ScopeColumn> matches = new ArrayList<>();
        for (ScopeColumn column : columns) {
            if (column.name().equalsIgnoreCase(name) && endsWith(column.qualifiers(), qualifiers)) {
                matches.add(column);
            }
        }
        return matches;
    }

    private static boolean endsWith(List<String> qualifiers, List<String> wanted) {
        int offset = qualifiers.size() - wanted.size();
        if (offset < 0) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!qualifiers.get(offset + i).equalsIgnoreCase(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String text(List<Identifier> parts) {
        return String.join(".", parts.stream().map(Identifier::getValue).toList());
    }
}
