package io.millrace.formats;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The Hive JSON SerDe: one line is one object of strict JSON, keys compared without case, the last of equal keys holds.
 * Numbers must be written as numbers. Used by one thread.
 */
final class HiveJson implements LineDecoder {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String WAY_OUT =
            "The SerDe " + SerDes.OPENX_JSON + " with 'ignore.malformed.json' = 'true' reads such rows as nulls.";

    private final List<Field> fields;
    private final Map<String, Integer> byName = new HashMap<>();
    private final TimestampText timestamps;

    HiveJson(List<Field> fields, Map<String, String> properties) {
        this.fields = List.copyOf(fields);
        this.timestamps = new TimestampText(properties.getOrDefault("timestamp.formats", ""));
        for (int i = 0; i < fields.size(); i++) {
            byName.put(fields.get(i).name(), i);
            byName.putIfAbsent("_col" + fields.get(i).ordinal(), i);
        }
    }

    @Override
    public void decode(byte[] bytes, int from, int to, RowBatch batch) throws MalformedRow {
        int row = batch.addRow();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("start of object expected");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                Integer field = byName.get(parser.currentName().toLowerCase(Locale.ROOT));
                JsonToken token = parser.nextToken();
                if (field == null) {
                    parser.skipChildren();
                } else {
                    store(parser, token, fields.get(field), batch.column(field), row);
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw malformed("the object is not closed");
            }
        } catch (MalformedRow malformed) {
            batch.dropRow();
            throw malformed;
        } catch (JacksonException wrong) {
            batch.dropRow();
            throw malformed(TextScalars.shown(String.valueOf(wrong.getOriginalMessage())));
        } catch (NumberFormatException | ArithmeticException | DateTimeException wrong) {
            batch.dropRow();
            throw malformed(TextScalars.shown(String.valueOf(wrong.getMessage())));
        }
    }

    private void store(JsonParser parser, JsonToken token, Field field, ColumnVector target, int row)
            throws MalformedRow {
        if (token == JsonToken.VALUE_NULL) {
            target.setNull(row);
            return;
        }
        if (!token.isScalarValue()) {
            throw malformed("the column " + field.name() + " of type " + field.type() + " must be a scalar json value");
        }
        switch (field.type().kind()) {
            case STRING, VARCHAR, CHAR -> TextScalars.text(parser.getString(), target, row);
            case BOOLEAN -> target.setLong(row, Boolean.parseBoolean(parser.getString()) ? 1 : 0);
            case TINYINT, SMALLINT, INT, BIGINT -> {
                long value = parser.getLongValue();
                if (!TextScalars.fits(value, field.type().kind())) {
                    throw malformed(
                            value + " is out of range of the column " + field.name() + " of type " + field.type());
                }
                target.setLong(row, value);
            }
            case FLOAT -> target.setDouble(row, parser.getFloatValue());
            case DOUBLE -> target.setDouble(row, parser.getDoubleValue());
            case DECIMAL -> {
                target.setNull(row);
                DecimalText.store(DecimalText.parse(parser.getString()), target, row);
            }
            case DATE -> target.setLong(row, TimestampText.date(parser.getString()));
            case TIMESTAMP -> target.setLong(row, timestamps.local(parser.getString()));
        }
    }

    private static MalformedRow malformed(String why) {
        return new MalformedRow("HIVE_CURSOR_ERROR", "Row is not a valid JSON Object - JSONException: " + why, WAY_OUT);
    }
}
