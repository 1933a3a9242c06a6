package io.millrace.query;

import io.millrace.catalog.CatalogException;
import io.millrace.catalog.ProjectionError;
import io.millrace.formats.HiveType;
import io.millrace.objects.store.StoreFault;
import io.millrace.query.ddl.DdlError;
import io.millrace.query.engine.EngineFailure;
import io.millrace.query.scan.ScanFailure;
import io.millrace.query.sql.SqlError;
import io.millrace.wire.AccessDenied;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each exception becomes, decided once. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static QueryFailure of(Exception cause) {
        return switch (cause) {
            case QueryFailure it -> it;
            case SqlError it -> new QueryFailure(it.text(), false);
            case DdlError it -> new QueryFailure(it.text(), false);
            case ProjectionError it -> new QueryFailure(it.text(), false);
            case ScanFailure it -> new QueryFailure(it.text(), false);
            case EngineFailure it -> new QueryFailure(it.text(), it.cancelled());
            case CatalogException it -> new QueryFailure("FAILED: " + it.text(), false);
            case HiveType.UnsupportedType it -> new QueryFailure("NOT_SUPPORTED: " + it.getMessage(), false);
            case AccessDenied it ->
                new QueryFailure("Insufficient permissions to execute the query. " + it.text(), false);
            case StoreFault it -> new QueryFailure("HIVE_METASTORE_ERROR: " + it.text(), false);
            case IOException it ->
                new QueryFailure("GENERIC_INTERNAL_ERROR: Reading or writing failed: " + it.getMessage(), false);
            default -> {
                log.error("A statement failed by our fault", cause);
                yield new QueryFailure("GENERIC_INTERNAL_ERROR: The statement failed by a fault of ours.", false);
            }
        };
    }
}
