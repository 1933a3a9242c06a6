package io.millrace.query.sql;

import io.trino.sql.tree.WithQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A WITH query. It is analyzed where it stands, so that its errors are told even where nobody reads it, and again for
 * every further use: a scan gives its rows once. Used by one thread.
 */
final class NamedQuery {

    private final WithQuery with;
    private final QueryAnalysis queries;
    private @Nullable Rendered unused;

    /** @param queries sees the WITH queries that stand before it */
    NamedQuery(WithQuery with, QueryAnalysis queries) {
        this.with = with;
        this.queries = queries;
        this.unused = render();
    }

    Rendered use() {
        Rendered first = unused;
        unused = null;
        return first == null ? render() : first;
    }

    private Rendered render() {
        Rendered rendered = queries.query(with.getQuery(), Optional.empty());
        if (with.getColumnNames().isEmpty()) {
            return rendered;
        }
        List<String> columns = with.getColumnNames().get().stream()
                .map(identifier -> identifier.getValue())
                .toList();
        return QueryAnalysis.renamed(with, rendered, columns);
    }
}
