package io.millrace.formats;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SerDes that are spoken here, by the class name that a table holds. */
public final class SerDes {

    public static final String OPENX_JSON = "org.openx.data.jsonserde.JsonSerDe";
    public static final String HIVE_JSON = "org.apache.hive.hcatalog.data.JsonSerDe";
    public static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    public static final String OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
    public static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

    private static final String HIVE_JSON_TOO = "org.apache.hadoop.hive.serde2.JsonSerDe";
    private static final List<String> SUPPORTED = List.of(OPENX_JSON, HIVE_JSON, OPEN_CSV, LAZY_SIMPLE);

    private SerDes() {}

    /**
     * A decoder of the class for the columns, or empty where the class is not spoken here.
     *
     * @throws IllegalArgumentException where a property cannot be what it is; the message says which
     */
    public static Optional<LineDecoder> decoder(String serdeClass, Map<String, String> properties, List<Field> fields) {
        return switch (serdeClass) {
            case OPENX_JSON -> Optional.of(new OpenXJson(fields, properties));
            case HIVE_JSON, HIVE_JSON_TOO -> Optional.of(new HiveJson(fields, properties));
            case OPEN_CSV -> Optional.of(new OpenCsv(fields, properties));
            case LAZY_SIMPLE -> Optional.of(new LazySimple(fields, properties));
            default -> Optional.empty();
        };
    }

    /** Whether tables of the class can be read. */
    public static boolean supports(String serdeClass) {
        return SUPPORTED.contains(serdeClass) || serdeClass.equals(HIVE_JSON_TOO);
    }

    /** For messages: what can be written instead. */
    public static List<String> supported() {
        return SUPPORTED;
    }
}
