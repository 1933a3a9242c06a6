package io.millrace.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.formats.Field;
import io.millrace.formats.HiveType;
import io.millrace.formats.LineDecoder;
import io.millrace.formats.MalformedRow;
import io.millrace.formats.RowBatch;
import io.millrace.formats.SerDes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetOutputTest {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("string", "VARCHAR"),
            Map.entry("varchar(40)", "VARCHAR"),
            Map.entry("boolean", "BOOLEAN"),
            Map.entry("tinyint", "TINYINT"),
            Map.entry("smallint", "SMALLINT"),
            Map.entry("int", "INTEGER"),
            Map.entry("bigint", "BIGINT"),
            Map.entry("float", "FLOAT"),
            Map.entry("double", "DOUBLE"),
            Map.entry("decimal(7,2)", "DECIMAL(7,2)"),
            Map.entry("decimal(38,10)", "DECIMAL(38,10)"),
            Map.entry("date", "DATE"),
            Map.entry("timestamp", "TIMESTAMP"));
    private static final List<String> NAMES = TYPES.keySet().stream().sorted().toList();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    private static ParquetForm form(ParquetCompression compression, long block, int page) {
        List<ParquetForm.Column> columns = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            columns.add(new ParquetForm.Column("c" + i, HiveType.parse(NAMES.get(i))));
        }
        return new ParquetForm(columns, compression, block, page);
    }

    @ParameterizedTest
    @EnumSource(ParquetCompression.class)
    void anotherReaderFindsTheRowsThatWereWritten(ParquetCompression compression) throws Exception {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            lines.add(line(random, i));
        }
        Path parquet = write(ParquetForm.parse(form(compression, 60_000, 3000).text()), lines, random);
        Path json = Files.write(directory.resolve("rows.json"), lines);

        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < NAMES.size(); i++) {
            columns.append(i == 0 ? "" : ", ")
                    .append("c")
                    .append(i)
                    .append(": '")
                    .append(TYPES.get(NAMES.get(i)))
                    .append("'");
        }
        String wrote = "SELECT * FROM read_parquet('" + parquet + "')";
        String given =
                "SELECT * FROM read_json('" + json + "', format = 'newline_delimited', columns = {" + columns + "})";
        assertThat(one("SELECT count(*) FROM (" + wrote + ")")).isEqualTo("5000");
        assertThat(one("SELECT count(*) FROM ((" + wrote + ") EXCEPT ALL (" + given + "))"))
                .isEqualTo("0");
        assertThat(one("SELECT count(*) FROM ((" + given + ") EXCEPT ALL (" + wrote + "))"))
                .isEqualTo("0");
        assertThat(one("SELECT string_agg(column_type, ' ') FROM (DESCRIBE " + wrote + ")"))
                .isEqualTo(String.join(" ", NAMES.stream().map(TYPES::get).toList()));
        assertThat(Integer.parseInt(
                        one("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + parquet + "')")))
                .isGreaterThan(5);
        String filtered = " WHERE c" + NAMES.indexOf("int") + " < -100";
        assertThat(one("SELECT count(*) FROM (" + wrote + filtered + ")"))
                .isEqualTo(one("SELECT count(*) FROM (" + given + filtered + ")"));
    }

    private static String line(Random random, int number) {
        StringBuilder line = new StringBuilder("{");
        for (int i = 0; i < NAMES.size(); i++) {
            boolean missing = random.nextInt(5) == 0 || (i == 1 && number < 2000);
            if (!missing) {
                line.append(line.length() == 1 ? "" : ",")
                        .append("\"c")
                        .append(i)
                        .append("\":")
                        .append(value(NAMES.get(i), random));
            }
        }
        return line.append("}").toString();
    }

    private static String value(String type, Random random) {
        return switch (type) {
            case "string" -> "\"" + "é".repeat(random.nextInt(4)) + random.nextInt(100) + "\"";
            case "varchar(40)" -> "\"v" + random.nextInt() + "\"";
            case "boolean" -> "" + random.nextBoolean();
            case "tinyint" -> "" + (byte) random.nextInt();
            case "smallint" -> "" + (short) random.nextInt();
            case "int" -> "" + (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(500) - 250);
            case "bigint" -> "" + random.nextLong();
            case "float" -> "" + random.nextInt(10_000) / 8.0;
            case "double" -> "" + random.nextInt() / 64.0;
            case "decimal(7,2)" -> (random.nextInt(200_000) - 100_000) / 2 + ".25";
            case "decimal(38,10)" -> "\"" + random.nextLong() + "1234567.0123456789\"";
            case "date" -> "\"" + (1900 + random.nextInt(200)) + "-02-1" + random.nextInt(10) + "\"";
            case "timestamp" ->
                "\"" + (1900 + random.nextInt(200)) + "-10-1" + random.nextInt(10) + " 23:59:0" + random.nextInt(10)
                        + ".00" + (1 + random.nextInt(9)) + "\"";
            default -> throw new IllegalArgumentException(type);
        };
    }

    private Path write(ParquetForm form, List<String> lines, Random random) throws IOException, MalformedRow {
        List<Field> fields = new ArrayList<>();
        for (ParquetForm.Column column : form.columns()) {
            fields.add(new Field(column.name(), column.type(), fields.size()));
        }
        LineDecoder decoder =
                SerDes.decoder(SerDes.OPENX_JSON, Map.of(), fields).orElseThrow();
        RowBatch batch = new RowBatch(fields, 100);
        RowBytes rows = new RowBytes(form);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : lines) {
            byte[] json = line.getBytes(StandardCharsets.UTF_8);
            decoder.decode(json, 0, json.length, batch);
            if (batch.isFull()) {
                bytes.writeBytes(rows.of(batch).array());
                batch.clear();
            }
        }
        bytes.writeBytes(rows.of(batch).array());
        Path file = directory.resolve("rows.parquet");
        try (OutputStream out = new ParquetOutput(Files.newOutputStream(file), form)) {
            byte[] all = bytes.toByteArray();
            for (int from = 0; from < all.length; ) {
                int length = Math.min(all.length - from, random.nextInt(1, 5000));
                out.write(all, from, length);
                from += length;
            }
        }
        return file;
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void whatIsNoWholeRowIsNotWritten() throws Exception {
        ParquetForm form = form(ParquetCompression.SNAPPY, 1 << 20, 1 << 20);
        ParquetOutput out = new ParquetOutput(OutputStream.nullOutputStream(), form);
        out.write(new byte[] {9, 0, 0, 0, 1}, 0, 5);
        assertThatThrownBy(out::close).hasMessageContaining("not whole");
    }
}
