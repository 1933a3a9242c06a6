package io.millrace.query.ddl;

import io.millrace.formats.SerDes;
import java.util.Locale;
import java.util.Optional;

/** What {@code STORED AS} names: the SerDe, the input format and the output format that it stands for. */
enum StoredFormat {
    TEXTFILE(
            SerDes.LAZY_SIMPLE,
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"),
    PARQUET(
            SerDes.PARQUET,
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");

    private final String serdeClass;
    private final String inputFormat;
    private final String outputFormat;

    StoredFormat(String serdeClass, String inputFormat, String outputFormat) {
        this.serdeClass = serdeClass;
        this.inputFormat = inputFormat;
        this.outputFormat = outputFormat;
    }

    String serdeClass() {
        return serdeClass;
    }

    String inputFormat() {
        return inputFormat;
    }

    String outputFormat() {
        return outputFormat;
    }

    static Optional<StoredFormat> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (StoredFormat format : values()) {
            if (format.name().equals(upper) && SerDes.supports(format.serdeClass)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    static boolean reads(String inputFormat) {
        for (StoredFormat format : values()) {
            if (format.inputFormat.equals(inputFormat) && SerDes.supports(format.serdeClass)) {
                return true;
            }
        }
        return inputFormat.equals(TEXTFILE.inputFormat);
    }
}
