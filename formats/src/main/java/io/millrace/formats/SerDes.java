package io.millrace.formats;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SerDes that are spoken here, by the class name that a table holds. */
public final class SerDes {

    public static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    public static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

    private SerDes() {}

    /** A decoder of the class for the columns, or empty where the class is not spoken here. */
    public static Optional<LineDecoder> decoder(String serdeClass, Map<String, String> properties, List<Field> fields) {
        return switch (serdeClass) {
            case OpenXJson.CLASS -> Optional.of(new OpenXJson(fields, properties));
            default -> Optional.empty();
        };
    }

    /** Whether tables of the class can be read. */
    public static boolean supports(String serdeClass) {
        return serdeClass.equals(OpenXJson.CLASS);
    }

    /** For messages: what can be written instead. */
    public static List<String> supported() {
        return List.of(OpenXJson.CLASS);
    }
}
