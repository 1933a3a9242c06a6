package io.millrace.delivery;

import io.millrace.delivery.convert.ConversionSettings;
import io.millrace.formats.parquet.ParquetCompression;
import io.millrace.wire.Input;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a DataFormatConversionConfiguration, as a whole; what we do not do is refused by name. */
final class ConversionInput {

    private static final long LEAST_BLOCK = 64L << 20;
    private static final long LEAST_PAGE = 64L << 10;
    private static final long MOST_PAGE = 1L << 30;
    private static final List<String> COMPRESSIONS = List.of("UNCOMPRESSED", "GZIP", "SNAPPY");
    private static final List<String> WRITERS = List.of("V1", "V2");
    private static final Pattern VERSION = Pattern.compile("LATEST|\\d{1,18}");

    private final Input input;

    ConversionInput(Input input) {
        this.input = input;
    }

    /** Empty where it is off and says nothing more. */
    Optional<ConversionSettings> read() {
        boolean enabled = input.bool("Enabled").orElse(true);
        boolean whole = input.has("SchemaConfiguration")
                && input.has("InputFormatConfiguration")
                && input.has("OutputFormatConfiguration");
        if (!enabled && !whole) {
            input.whole();
            return Optional.empty();
        }
        return Optional.of(new ConversionSettings(
                enabled,
                schema(input.requiredObject("SchemaConfiguration")),
                json(input.requiredObject("InputFormatConfiguration").requiredObject("Deserializer")),
                parquet(input.requiredObject("OutputFormatConfiguration").requiredObject("Serializer"))));
    }

    private static ConversionSettings.Schema schema(Input schema) {
        String version = schema.string("VersionId").orElse(ConversionSettings.LATEST);
        if (!VERSION.matcher(version).matches()) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "SchemaConfiguration.VersionId '" + version + "' must be LATEST or the number of a version.");
        }
        return new ConversionSettings.Schema(
                schema.requiredString("RoleARN"),
                schema.string("CatalogId").orElse(""),
                schema.requiredString("DatabaseName"),
                schema.requiredString("TableName"),
                schema.string("Region").orElse(""),
                version);
    }

    private static ConversionSettings.JsonSerDe json(Input deserializer) {
        Optional<Input> openX = deserializer.object("OpenXJsonSerDe");
        Optional<Input> hive = deserializer.object("HiveJsonSerDe");
        if (openX.isPresent() == hive.isPresent()) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "The Deserializer must be exactly one of OpenXJsonSerDe and HiveJsonSerDe.");
        }
        Map<String, String> keys = new TreeMap<>();
        List<String> formats = hive.map(it -> it.strings("TimestampFormats")).orElse(List.of());
        formats.forEach(ConversionInput::checkTimestampFormat);
        openX.ifPresent(it -> it.stringMap("ColumnToJsonKeyMappings")
                .forEach((column, key) -> keys.put(column.toLowerCase(Locale.ROOT), key)));
        return new ConversionSettings.JsonSerDe(
                openX.isPresent(),
                openX.flatMap(it -> it.bool("CaseInsensitive")).orElse(true),
                openX.flatMap(it -> it.bool("ConvertDotsInJsonKeysToUnderscores"))
                        .orElse(false),
                keys,
                formats);
    }

    private static void checkTimestampFormat(String format) {
        if (format.equals("millis")) {
            throw FirehoseError.INVALID_ARGUMENT.with("The TimestampFormats entry millis is not supported here. Use"
                    + " OpenXJsonSerDe, which reads a whole number of 13 digits as milliseconds.");
        }
        try {
            var _ = DateTimeFormatter.ofPattern(format);
        } catch (IllegalArgumentException malformed) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "The TimestampFormats entry '" + format + "' cannot be read: " + malformed.getMessage() + ".");
        }
    }

    private static ConversionSettings.Parquet parquet(Input serializer) {
        if (serializer.has("OrcSerDe")) {
            throw PlaceInput.notSupported("OutputFormatConfiguration.Serializer.OrcSerDe");
        }
        Input parquet = serializer.requiredObject("ParquetSerDe");
        if (parquet.bool("EnableDictionaryCompression").orElse(false)) {
            throw PlaceInput.notSupported("ParquetSerDe.EnableDictionaryCompression");
        }
        if (parquet.integer("MaxPaddingBytes").orElse(0L) != 0) {
            throw PlaceInput.notSupported("ParquetSerDe.MaxPaddingBytes");
        }
        String writer = parquet.string("WriterVersion").orElse("V1");
        if (PlaceInput.enumerated(parquet, "WriterVersion", writer, WRITERS).equals("V2")) {
            throw PlaceInput.notSupported("ParquetSerDe.WriterVersion V2");
        }
        String compression = parquet.string("Compression").orElse("SNAPPY");
        PlaceInput.enumerated(parquet, "Compression", compression, COMPRESSIONS);
        return new ConversionSettings.Parquet(
                ParquetCompression.valueOf(compression),
                ranged(parquet, "BlockSizeBytes", 256L << 20, LEAST_BLOCK, Long.MAX_VALUE),
                (int) ranged(parquet, "PageSizeBytes", 1L << 20, LEAST_PAGE, MOST_PAGE));
    }

    private static long ranged(Input input, String name, long fallback, long least, long most) {
        long value = input.integer(name).orElse(fallback);
        if (value < least || value > most) {
            throw input.broken(
                    name,
                    Long.toString(value),
                    value < least
                            ? "Member must have value greater than or equal to " + least
                            : "Member must have value less than or equal to " + most);
        }
        return value;
    }
}
