package io.millrace.query.sql;

import io.millrace.catalog.Table;
import java.util.List;
import java.util.Optional;

/** The tables that a query can name; may refuse the caller. */
public interface TableLookup {

    Optional<Table> table(String database, String name);

    /** The names of all databases. */
    List<String> databases();

    /** The tables of a database that the caller may see. */
    List<Table> tables(String database);
}
