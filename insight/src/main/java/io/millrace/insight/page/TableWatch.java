package io.millrace.insight.page;

import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogException;
import io.millrace.catalog.TableLocation;
import io.millrace.insight.data.DataSet;
import io.millrace.objects.feed.Change;
import java.util.Optional;

/**
 * Tells whether a change can change what a data set's query answers.
 *
 * @param location empty where the tables are not known, as for a query of the author's: then every change may
 */
record TableWatch(boolean live, Optional<TableLocation> location) {

    static TableWatch of(DataSet dataSet, Catalog catalog) {
        if (dataSet.plan().spice()) {
            return new TableWatch(false, Optional.empty());
        }
        if (!(dataSet.plan().origin() instanceof DataSet.Relation relation)) {
            return new TableWatch(true, Optional.empty());
        }
        try {
            return new TableWatch(
                    true,
                    catalog.table(dataSet.key().region(), relation.database(), relation.table())
                            .map(table -> TableLocation.parse(table.location())));
        } catch (CatalogException noLocation) {
            return new TableWatch(true, Optional.empty());
        }
    }

    boolean concerns(Change change) {
        return live
                && switch (change) {
                    case Change.Put put -> holds(put.bucket(), put.key());
                    case Change.Delete delete -> holds(delete.bucket(), delete.key());
                    case Change.OpenAdvanced open -> meets(open.bucket(), open.keyPrefix());
                    case Change.Missed ignored -> true;
                };
    }

    private boolean holds(String bucket, String key) {
        return location.map(at -> at.bucket().equals(bucket) && key.startsWith(at.prefix()))
                .orElse(true);
    }

    /** Two prefixes meet where one begins with the other. */
    private boolean meets(String bucket, String prefix) {
        return location.map(at -> at.bucket().equals(bucket)
                        && (prefix.startsWith(at.prefix()) || at.prefix().startsWith(prefix)))
                .orElse(true);
    }
}
