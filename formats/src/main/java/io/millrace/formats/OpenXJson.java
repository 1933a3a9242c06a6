package io.millrace.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The OpenX JSON SerDe: one line is one object, or one array whose elements map by position; any other line is a row of
 * nulls. Used by one thread.
 */
final class OpenXJson implements LineDecoder {

    private static final int BY_DOTS = 1;
    private static final int BY_NAME = 2;

    private final List<Field> fields;
    private final OpenXKeys keys;
    private final boolean ignoreMalformed;
    private final boolean nullForInvalid;
    private final JsonTokens tokens = new JsonTokens();
    private final JsonText text;
    private final JsonScalars scalars;
    private final int[] setBy;
    private final int[] fieldAt;

    OpenXJson(List<Field> fields, Map<String, String> properties) {
        boolean caseInsensitive = flag(properties, "case.insensitive", true);
        this.fields = List.copyOf(fields);
        this.keys = new OpenXKeys(fields, properties, caseInsensitive, flag(properties, "dots.in.keys", false));
        this.ignoreMalformed = flag(properties, "ignore.malformed.json", false);
        this.nullForInvalid = flag(properties, "use.null.for.invalid.data", false);
        this.text = new JsonText(tokens, caseInsensitive);
        this.scalars = new JsonScalars(new TimestampText(properties.getOrDefault("timestamp.formats", "")));
        this.setBy = new int[fields.size()];
        int last = fields.stream().mapToInt(Field::ordinal).max().orElse(-1);
        this.fieldAt = new int[last + 1];
        Arrays.fill(fieldAt, -1);
        for (int i = 0; i < fields.size(); i++) {
            fieldAt[fields.get(i).ordinal()] = i;
        }
    }

    @Override
    public void decode(byte[] bytes, int from, int to, RowBatch batch) throws MalformedRow {
        int begin = from;
        while (begin < to && bytes[begin] >= 0 && bytes[begin] <= ' ') {
            begin++;
        }
        int row = batch.addRow();
        if (begin == to || (bytes[begin] != '{' && bytes[begin] != '[')) {
            return;
        }
        tokens.reset(bytes, begin, to);
        try {
            if (tokens.value() == JsonTokens.Kind.OBJECT) {
                object(batch, row);
            } else {
                array(batch, row);
            }
        } catch (MalformedRow malformed) {
            batch.dropRow();
            if (!ignoreMalformed) {
                throw malformed;
            }
            batch.addRow();
        }
    }

    private void object(RowBatch batch, int row) throws MalformedRow {
        Arrays.fill(setBy, 0);
        keys.clear();
        if (!tokens.hasMembers()) {
            return;
        }
        while (true) {
            if (tokens.value() != JsonTokens.Kind.TEXT) {
                throw tokens.malformed("Missing key");
            }
            int field = keys.read(tokens);
            int by = BY_NAME;
            if (field < 0) {
                field = keys.dotted();
                by = BY_DOTS;
            }
            tokens.separator();
            JsonTokens.Kind kind = tokens.value();
            if (field >= 0 && setBy[field] < by) {
                setBy[field] = by;
                store(kind, batch.column(field), row);
            } else {
                skip(kind);
            }
            int c = tokens.next();
            if (c == '}') {
                return;
            }
            if (c != ',' && c != ';') {
                throw tokens.malformed("Expected a ',' or '}'");
            }
        }
    }

    /** The elements by position; a separator without an element stands for null. */
    private void array(RowBatch batch, int row) throws MalformedRow {
        int ordinal = 0;
        while (true) {
            int c = tokens.next();
            if (c == ']') {
                return;
            }
            if (c < 0) {
                throw tokens.malformed("Expected a ',' or ']'");
            }
            if (c == ',' || c == ';') {
                ordinal++;
                continue;
            }
            tokens.back();
            JsonTokens.Kind kind = tokens.value();
            int field = ordinal < fieldAt.length ? fieldAt[ordinal] : -1;
            if (field >= 0) {
                store(kind, batch.column(field), row);
            } else {
                skip(kind);
            }
            ordinal++;
            c = tokens.next();
            if (c == ']') {
                return;
            }
            if (c != ',' && c != ';') {
                throw tokens.malformed("Expected a ',' or ']'");
            }
        }
    }

    private void skip(JsonTokens.Kind kind) throws MalformedRow {
        if (kind == JsonTokens.Kind.OBJECT || kind == JsonTokens.Kind.ARRAY) {
            text.container(kind);
        }
    }

    private void store(JsonTokens.Kind kind, ColumnVector target, int row) throws MalformedRow {
        switch (kind) {
            case NULL -> target.setNull(row);
            case TEXT -> scalars.store(tokens, target, row);
            case OBJECT, ARRAY -> storeContainer(kind, target, row);
        }
    }

    private void storeContainer(JsonTokens.Kind kind, ColumnVector target, int row) throws MalformedRow {
        String json = text.container(kind);
        if (target.type.isText()) {
            scalars.storeText(json, target, row);
        } else if (target.type.kind() == HiveType.Kind.BOOLEAN) {
            target.setLong(row, 0);
        } else if (!nullForInvalid) {
            String what = kind == JsonTokens.Kind.OBJECT ? "A JSON object" : "A JSON array";
            throw new MalformedRow(what + " can not be coerced to a column of type " + target.type);
        }
    }

    private static boolean flag(Map<String, String> properties, String name, boolean fallback) {
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (property.getKey().toLowerCase(Locale.ROOT).equals(name)) {
                return Boolean.parseBoolean(property.getValue().strip());
            }
        }
        return fallback;
    }

    @Override
    public String toString() {
        return SerDes.OPENX_JSON + fields;
    }
}
