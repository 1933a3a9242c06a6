package io.millrace.delivery.convert;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogGuard;
import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.delivery.core.FormatConversion.NoSchema;
import io.millrace.formats.HiveType;
import io.millrace.formats.parquet.ParquetForm;
import io.millrace.wire.AccessDenied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the columns of catalog tables, with the role that a stream names for it. Shared between threads; may block. */
public final class Schemas {

    /** A form's text is kept with each object of open data, behind two bytes that say how long it is. */
    private static final int LONGEST_FORM = 60_000;

    private final Access access;
    private final Catalog catalog;
    private final CatalogGuard guard;

    public Schemas(Access access, Catalog catalog, String account) {
        this.access = access;
        this.catalog = catalog;
        this.guard = new CatalogGuard(access, account);
    }

    /** The form of a stream's rows, as the table stands now; NoSchema says what is wrong with it. */
    public ParquetForm form(Arn stream, ConversionSettings settings) throws NoSchema {
        ConversionSettings.Schema schema = settings.schema();
        String region = region(stream, schema);
        try {
            Caller caller = access.assumeRole(
                    "firehose.amazonaws.com",
                    schema.roleArn(),
                    "firehose",
                    Optional.of(stream),
                    Optional.of(stream.account()));
            guard.table(caller, region, "glue:GetTableVersions", schema.database(), schema.table());
        } catch (AccessDenied denied) {
            throw new NoSchema("Access was denied when calling Glue. Please ensure that the role specified in the data"
                    + " format conversion configuration has the necessary permissions. " + denied.text());
        }
        return form(table(schema, region), settings.output());
    }

    /** The stream's own, unless another is named. */
    static String region(Arn stream, ConversionSettings.Schema schema) {
        return schema.region().isEmpty() ? stream.region() : schema.region();
    }

    private Table table(ConversionSettings.Schema schema, String region) throws NoSchema {
        Optional<Table> table = schema.version().equals(ConversionSettings.LATEST)
                ? catalog.table(region, schema.database(), schema.table())
                : catalog.versions(region, schema.database(), schema.table()).stream()
                        .filter(version -> schema.version().equals(Long.toString(version.version())))
                        .findFirst();
        return table.orElseThrow(() -> new NoSchema("The table " + schema.database() + "." + schema.table()
                + (schema.version().equals(ConversionSettings.LATEST) ? "" : " in version " + schema.version())
                + " of the data format conversion does not exist in " + region
                + ". Create it, or name another by UpdateDestination."));
    }

    private static ParquetForm form(Table table, ConversionSettings.Parquet output) throws NoSchema {
        List<ParquetForm.Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            try {
                HiveType type = HiveType.parse(column.type());
                ParquetForm one = new ParquetForm(
                        List.of(new ParquetForm.Column(column.name(), type)),
                        output.compression(),
                        output.blockBytes(),
                        output.pageBytes());
                columns.addAll(one.columns());
            } catch (HiveType.UnsupportedType | IllegalArgumentException unsupported) {
                throw new NoSchema("The column " + column.name() + " of the table " + table.qualifiedName()
                        + " cannot be converted: " + unsupported.getMessage());
            }
        }
        if (columns.isEmpty()) {
            throw new NoSchema("The table " + table.qualifiedName() + " has no columns. Give it some.");
        }
        ParquetForm form = new ParquetForm(columns, output.compression(), output.blockBytes(), output.pageBytes());
        if (form.text().length() > LONGEST_FORM) {
            throw new NoSchema("The columns of the table " + table.qualifiedName() + " take more than " + LONGEST_FORM
                    + " characters. Use a table of fewer columns.");
        }
        return form;
    }
}
