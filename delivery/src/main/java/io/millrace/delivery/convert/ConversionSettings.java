package io.millrace.delivery.convert;

import io.millrace.formats.SerDes;
import io.millrace.formats.parquet.ParquetCompression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Record format conversion as a caller wants it, defaults filled in. Kept as JSON with the stream's definition.
 *
 * @param enabled else it is kept and shown, and does nothing
 */
public record ConversionSettings(boolean enabled, Schema schema, JsonSerDe input, Parquet output) {

    public static final String LATEST = "LATEST";

    /**
     * Which table's columns.
     *
     * @param region empty for the stream's own
     * @param version a number, or {@link #LATEST}
     */
    public record Schema(
            String roleArn, String catalogId, String database, String table, String region, String version) {}

    /**
     * How records are read.
     *
     * @param openX else Hive's
     * @param keys the JSON key of a column that is not called as it is
     * @param timestampFormats patterns, Hive's only
     */
    public record JsonSerDe(
            boolean openX,
            boolean caseInsensitive,
            boolean dotsToUnderscores,
            Map<String, String> keys,
            List<String> timestampFormats) {

        public JsonSerDe {
            keys = Map.copyOf(keys);
            timestampFormats = List.copyOf(timestampFormats);
        }

        String library() {
            return openX ? SerDes.OPENX_JSON : SerDes.HIVE_JSON;
        }

        Map<String, String> properties() {
            Map<String, String> properties = new HashMap<>();
            if (openX) {
                properties.put("case.insensitive", Boolean.toString(caseInsensitive));
                properties.put("dots.in.keys", Boolean.toString(dotsToUnderscores));
                keys.forEach((column, key) -> properties.put("mapping." + column, key));
            } else {
                List<String> escaped = timestampFormats.stream()
                        .map(format -> format.replace("\\", "\\\\").replace(",", "\\,"))
                        .toList();
                properties.put("timestamp.formats", String.join(",", escaped));
            }
            return properties;
        }
    }

    /** How rows are written. */
    public record Parquet(ParquetCompression compression, long blockBytes, int pageBytes) {}
}
