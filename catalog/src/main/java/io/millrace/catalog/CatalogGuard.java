package io.millrace.catalog;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;

/**
 * Who may do what with the catalog. As at AWS, an action on a table needs the caller's right on the table, on its
 * database and on the catalog. Shared between threads.
 */
public record CatalogGuard(Access access, String account) {

    public void catalog(Caller caller, String region, String action) {
        access.authorize(caller, action, arn(region, "catalog"));
    }

    public void database(Caller caller, String region, String action, String database) {
        catalog(caller, region, action);
        access.authorize(caller, action, arn(region, Tags.database(Names.lower(database))));
    }

    public void table(Caller caller, String region, String action, String database, String table) {
        database(caller, region, action, database);
        access.authorize(caller, action, arn(region, Tags.table(Names.lower(database), Names.lower(table))));
    }

    private Arn arn(String region, String resource) {
        return Arn.of("glue", region, account, resource);
    }
}
