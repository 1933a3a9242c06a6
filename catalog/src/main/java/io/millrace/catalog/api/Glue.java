package io.millrace.catalog.api;

import io.millrace.base.Json;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogException;
import io.millrace.catalog.CatalogGuard;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import io.millrace.catalog.filter.FilterError;
import io.millrace.wire.Input;
import io.millrace.wire.JsonService;
import io.millrace.wire.WireRequest;
import tools.jackson.databind.node.ObjectNode;

/** What all operations stand on. Shared between threads. */
record Glue(Catalog catalog, CatalogGuard guard) {

    String account() {
        return guard.account();
    }

    /** The database that the request names, with the caller's right to the action. */
    String database(WireRequest request, Input input, String member, String action) {
        GlueInput.catalog(request, input);
        String name = GlueInput.name(input, member);
        guard.database(request.caller(), request.region(), action, name);
        return name;
    }

    /** The table that the request names, with the caller's right to the action. */
    Partitions.Of table(WireRequest request, Input input, String member, String action) {
        GlueInput.catalog(request, input);
        String database = GlueInput.name(input, "DatabaseName");
        String table = GlueInput.name(input, member);
        guard.table(request.caller(), request.region(), action, database, table);
        return new Partitions.Of(request.region(), database, table);
    }

    Table require(Partitions.Of of) {
        if (catalog.database(of.region(), of.database()).isEmpty()) {
            throw GlueError.missing("Database " + of.database() + " not found.");
        }
        return catalog.table(of.region(), of.database(), of.table())
                .orElseThrow(() -> GlueError.missing("Table " + of.table() + " not found."));
    }

    static ObjectNode nothing() {
        return Json.MAPPER.createObjectNode();
    }

    /** The operation, with the catalog's refusals in Glue's words. */
    static JsonService.Operation translated(JsonService.Operation operation) {
        return (request, input) -> {
            try {
                return operation.run(request, input);
            } catch (CatalogException refused) {
                throw GlueError.wire(refused);
            } catch (FilterError wrong) {
                throw GlueError.invalid(
                        "Unsupported expression '" + input.string("Expression").orElse("") + "': " + wrong.text());
            }
        };
    }
}
