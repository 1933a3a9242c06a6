package io.millrace.formats;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decodes single lines for tests and gives the values back as text, {@code null} for null. */
final class Lines {

    private Lines() {}

    static List<String> decode(String columns, Map<String, String> properties, String line) throws MalformedRow {
        return decode(SerDes.OPENX_JSON, columns, properties, line);
    }

    static List<String> decode(String serde, String columns, Map<String, String> properties, String line)
            throws MalformedRow {
        List<Field> fields = new ArrayList<>();
        for (String column : columns.split(";", -1)) {
            String[] parts = column.strip().split(" ", 2);
            fields.add(new Field(parts[0], HiveType.parse(parts[1]), fields.size()));
        }
        RowBatch batch = new RowBatch(fields, 2);
        byte[] bytes = ("##" + line + "##").getBytes(StandardCharsets.UTF_8);
        SerDes.decoder(serde, properties, fields).orElseThrow().decode(bytes, 2, bytes.length - 2, batch);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            values.add(text(batch.column(i)));
        }
        return values;
    }

    private static String text(ColumnVector column) {
        if (column.nulls[0]) {
            return "null";
        }
        return switch (column.type.kind()) {
            case STRING, VARCHAR, CHAR -> new String(column.bytes[0], StandardCharsets.UTF_8);
            case FLOAT, DOUBLE -> String.valueOf(column.doubles[0]);
            case DECIMAL -> column.decimals[0].toPlainString();
            case DATE -> LocalDate.ofEpochDay(column.longs[0]).toString();
            case TIMESTAMP -> Instant.ofEpochSecond(0, column.longs[0] * 1000).toString();
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT -> String.valueOf(column.longs[0]);
        };
    }
}
