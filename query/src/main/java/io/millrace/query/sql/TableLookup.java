package io.millrace.query.sql;

import io.millrace.catalog.Table;
import java.util.Optional;

/** The tables that a query can name; may refuse the caller. */
@FunctionalInterface
public interface TableLookup {

    Optional<Table> table(String database, String name);
}
