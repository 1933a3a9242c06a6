package io.millrace.delivery.convert;

import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.delivery.core.ErrorType;
import io.millrace.delivery.core.Outcome;
import io.millrace.delivery.core.RowConverter;
import io.millrace.formats.Field;
import io.millrace.formats.HiveType;
import io.millrace.formats.LineDecoder;
import io.millrace.formats.MalformedRow;
import io.millrace.formats.RowBatch;
import io.millrace.formats.SerDes;
import io.millrace.formats.parquet.ParquetForm;
import io.millrace.formats.parquet.RowBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Reads records as a SerDe reads lines, but a value that its column cannot hold fails the record. Used by one thread. */
final class JsonRows implements RowConverter {

    private static final int ROWS = 64;

    private final String form;
    private final Clock clock;
    private final LineDecoder decoder;
    private final RowBatch batch;
    private final RowBytes bytes;
    /** Reads all columns as text, to tell a value that is not there from one that its column cannot hold. */
    private final LineDecoder texts;

    private final RowBatch text;
    private final List<Field> fields;

    JsonRows(ParquetForm form, ConversionSettings.JsonSerDe input, Clock clock) {
        this.form = form.text();
        this.clock = clock;
        this.fields = fields(form);
        this.decoder = decoder(input, fields);
        this.batch = new RowBatch(fields, ROWS);
        this.bytes = new RowBytes(form);
        List<Field> asTexts = fields.stream()
                .map(field -> new Field(field.name(), HiveType.of(HiveType.Kind.STRING), field.ordinal()))
                .toList();
        this.texts = decoder(input, asTexts);
        this.text = new RowBatch(asTexts, 1);
    }

    private static List<Field> fields(ParquetForm form) {
        List<Field> fields = new ArrayList<>();
        for (ParquetForm.Column column : form.columns()) {
            fields.add(new Field(column.name(), column.type(), fields.size()));
        }
        return List.copyOf(fields);
    }

    private static LineDecoder decoder(ConversionSettings.JsonSerDe input, List<Field> fields) {
        return SerDes.decoder(input.library(), input.properties(), fields).orElseThrow();
    }

    @Override
    public String form() {
        return form;
    }

    @Override
    public Outcome convert(ByteBuffer record) {
        byte[] json = new byte[record.remaining()];
        record.duplicate().get(json);
        JsonDocuments documents = new JsonDocuments(json);
        ByteArrayOutputStream rows = new ByteArrayOutputStream(json.length);
        batch.clear();
        int count = 0;
        while (documents.next()) {
            if (!documents.isObject()) {
                return malformed("A record must be a JSON object, or several one after the other.");
            }
            Optional<Outcome> failed = add(json, documents.from(), documents.to());
            if (failed.isPresent()) {
                return failed.get();
            }
            count++;
            if (batch.isFull()) {
                rows.writeBytes(bytes.of(batch).array());
                batch.clear();
            }
        }
        if (count == 0) {
            return malformed("The record is empty.");
        }
        rows.writeBytes(bytes.of(batch).array());
        return Outcome.ok(ByteBuffer.wrap(rows.toByteArray()));
    }

    private Optional<Outcome> add(byte[] json, int from, int to) {
        try {
            decoder.decode(json, from, to, batch);
        } catch (MalformedRow malformed) {
            return Optional.of(isJson(json, from, to) ? mismatch(malformed.text()) : malformed(malformed.text()));
        }
        int row = batch.rows() - 1;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (batch.column(i).nulls[row] && !field.type().isText()) {
                return lost(json, from, to, row);
            }
        }
        return Optional.empty();
    }

    /** What is null, and is there all the same. */
    private Optional<Outcome> lost(byte[] json, int from, int to, int row) {
        text.clear();
        try {
            texts.decode(json, from, to, text);
        } catch (MalformedRow malformed) {
            return Optional.of(mismatch(malformed.text()));
        }
        for (int i = 0; i < fields.size(); i++) {
            boolean given = !text.column(i).nulls[0] && text.column(i).bytes[0].length > 0;
            if (batch.column(i).nulls[row] && given) {
                return Optional.of(mismatch("The value of the column "
                        + fields.get(i).name() + " is no " + fields.get(i).type() + "."));
            }
        }
        return Optional.empty();
    }

    private static boolean isJson(byte[] json, int from, int to) {
        try (JsonParser parser = Json.MAPPER.createParser(json, from, to - from)) {
            while (parser.nextToken() != null) {
                // To the end.
            }
            return true;
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private Outcome malformed(String why) {
        return failed("DataFormatConversion.ParseError", "Encountered malformed JSON. " + why);
    }

    private Outcome mismatch(String why) {
        return failed("DataFormatConversion.MalformedData", "Data does not match the schema. " + why);
    }

    private Outcome failed(String code, String message) {
        return new Outcome.Failed(
                ErrorType.FORMAT_CONVERSION_FAILED,
                code,
                message,
                1,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
    }
}
