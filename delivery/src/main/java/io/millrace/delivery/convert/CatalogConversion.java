package io.millrace.delivery.convert;

import io.millrace.base.Arn;
import io.millrace.base.Clock;
import io.millrace.delivery.core.FormatConversion;
import io.millrace.delivery.core.RowConverter;
import io.millrace.formats.parquet.ParquetForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Converts a stream's records as its settings and the table say. Used by one thread at a time. */
public final class CatalogConversion implements FormatConversion {

    /** What a table says, and who may read it, holds for so long. */
    private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Schemas schemas;
    private final Arn stream;
    private final ConversionSettings settings;
    private final Clock clock;

    private @Nullable JsonRows rows;
    private long knownSince;

    public CatalogConversion(Schemas schemas, Arn stream, ConversionSettings settings, Clock clock) {
        this.schemas = schemas;
        this.stream = stream;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public RowConverter converter() throws NoSchema {
        JsonRows known = rows;
        long now = clock.nanoTime();
        if (known != null && now - knownSince < KNOWN_NANOS) {
            return known;
        }
        ParquetForm form = form();
        knownSince = now;
        if (known == null || !known.form().equals(form.text())) {
            known = new JsonRows(form, settings.input(), clock);
            rows = known;
        }
        return known;
    }

    private ParquetForm form() throws NoSchema {
        try {
            return schemas.form(stream, settings);
        } catch (JdbiException fault) { // The stream goes on when the control database is well again.
            throw new NoSchema("The table of the data format conversion cannot be read: " + fault.getMessage());
        }
    }

    @Override
    public Map<String, Object> table() {
        ConversionSettings.Schema schema = settings.schema();
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("catalogId", schema.catalogId().isEmpty() ? Optional.empty() : schema.catalogId());
        table.put("databaseName", schema.database());
        table.put("tableName", schema.table());
        table.put("region", Schemas.region(stream, schema));
        table.put("versionId", schema.version());
        table.put("catalogArn", Optional.empty());
        return table;
    }
}
