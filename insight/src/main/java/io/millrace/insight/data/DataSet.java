package io.millrace.insight.data;

import io.millrace.insight.state.ResourceKey;
import io.millrace.insight.visual.DataColumn;
import io.millrace.insight.visual.DataTable;
import java.util.List;

/**
 * A data set: one table or query of a data source, with the columns that it offers.
 *
 * @param incarnation unlike that of any other data set, before or after, of the same id
 */
public record DataSet(ResourceKey key, String name, String incarnation, Plan plan) {

    /** Where the rows are. */
    public sealed interface Origin {

        /** What unqualified names in the query mean. */
        String database();

        /** What stands after FROM. */
        String from();
    }

    /** A table of the catalog. */
    public record Relation(String database, String table) implements Origin {
        @Override
        public String from() {
            return DataTable.relation(database, table);
        }
    }

    /** A query that the data set's author wrote. */
    public record CustomQuery(String name, String sql) implements Origin {
        @Override
        public String database() {
            return "default";
        }

        @Override
        public String from() {
            return DataTable.subquery(sql, name);
        }
    }

    /** What a CreateDataSet document asks for, read and checked. */
    public record Plan(boolean spice, String dataSourceArn, Origin origin, List<DataColumn> columns) {}
}
