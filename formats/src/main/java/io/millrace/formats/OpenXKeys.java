package io.millrace.formats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column a key of an object belongs to, by the SerDe's rules for case, mapping and dots, and whether the object
 * has had the key before. Keys are known again by their bytes: behind each key the one is tried first that followed it
 * last time, so that lines of one shape cost a comparison a key. Used by one thread, one object at a time.
 */
final class OpenXKeys {

    private static final int MOST_KNOWN = 2048;
    private static final int LONGEST_KNOWN = 128;
    private static final int NO_COLUMN = -1;

    /** Keys that are one key where case does not count. */
    private static final class Fold {
        private final String text;
        private long seenIn;

        Fold(String text) {
            this.text = text;
        }
    }

    /** A key as it was written. */
    private static final class Known {
        private final byte[] bytes;
        private final Fold fold;
        private final int column;
        private final int dotted;
        private Known next = this;

        Known(byte[] bytes, Fold fold, int column, int dotted) {
            this.bytes = bytes;
            this.fold = fold;
            this.column = column;
            this.dotted = dotted;
        }
    }

    private final boolean caseInsensitive;
    private final boolean dotsInKeys;
    private final String[] columns;
    private final Map<String, Integer> columnOf = new HashMap<>();
    private final Map<String, Fold> folds = new HashMap<>();
    private final @Nullable Known[] slots = new @Nullable Known[2 * MOST_KNOWN];
    private final Known begin = new Known(new byte[0], new Fold(""), NO_COLUMN, NO_COLUMN);
    private final Set<String> strange = new HashSet<>();
    private int known;
    private long object;
    private Known last = begin;
    private int dotted = NO_COLUMN;

    OpenXKeys(List<Field> fields, Map<String, String> properties, boolean caseInsensitive, boolean dotsInKeys) {
        this.caseInsensitive = caseInsensitive;
        this.dotsInKeys = dotsInKeys;
        this.columns = fields.stream().map(Field::name).toArray(String[]::new);
        for (int i = 0; i < columns.length; i++) {
            columnOf.putIfAbsent(folded(properties.getOrDefault("mapping." + columns[i], columns[i])), i);
        }
    }

    /** Begins an object. */
    void clear() {
        object++;
        last = begin;
        if (!strange.isEmpty()) {
            strange.clear();
        }
    }

    /** Takes the key that was just read; the column of its name, or -1. */
    int read(JsonTokens tokens) throws MalformedRow {
        Known key = last.next;
        if (!isWritten(key, tokens)) {
            key = find(tokens);
            if (key == null) {
                return readStrange(tokens);
            }
            last.next = key;
        }
        last = key;
        take(key.fold, tokens);
        dotted = key.dotted;
        return key.column;
    }

    /** The column that the key means when its dots are read as underscores, or -1. */
    int dotted() {
        return dotted;
    }

    private void take(Fold fold, JsonTokens tokens) throws MalformedRow {
        if (fold.seenIn == object) {
            throw duplicate(fold.text, tokens);
        }
        fold.seenIn = object;
    }

    private static MalformedRow duplicate(String key, JsonTokens tokens) {
        return tokens.malformed("Duplicate key \"" + key + "\"");
    }

    /** The key, which is known from now on; null where no more can be. */
    private @Nullable Known find(JsonTokens tokens) {
        int slot = hash(tokens) & slots.length - 1;
        for (Known key = slots[slot]; key != null; key = slots[slot]) {
            if (isWritten(key, tokens)) {
                return key;
            }
            slot = slot + 1 & slots.length - 1;
        }
        if (known == MOST_KNOWN || tokens.tokenTo() - tokens.tokenFrom() > LONGEST_KNOWN) {
            return null;
        }
        byte[] bytes = Arrays.copyOfRange(tokens.token(), tokens.tokenFrom(), tokens.tokenTo());
        String text = folded(tokens.tokenText());
        Known key = new Known(bytes, folds.computeIfAbsent(text, Fold::new), column(text), underscored(text));
        if (strange.contains(text)) {
            key.fold.seenIn = object;
        }
        slots[slot] = key;
        known++;
        return key;
    }

    /** A key that is not remembered, as it is too long or there are too many. */
    private int readStrange(JsonTokens tokens) throws MalformedRow {
        String text = folded(tokens.tokenText());
        Fold fold = folds.get(text);
        if (fold != null) {
            take(fold, tokens);
        } else if (!strange.add(text)) {
            throw duplicate(text, tokens);
        }
        dotted = underscored(text);
        return column(text);
    }

    private int column(String key) {
        return columnOf.getOrDefault(key, NO_COLUMN);
    }

    private int underscored(String key) {
        if (!dotsInKeys || key.indexOf('.') < 0) {
            return NO_COLUMN;
        }
        String name = key.replace('.', '_');
        for (int i = 0; i < columns.length; i++) {
            if (caseInsensitive ? columns[i].equalsIgnoreCase(name) : columns[i].equals(name)) {
                return i;
            }
        }
        return NO_COLUMN;
    }

    private String folded(String key) {
        return caseInsensitive ? key.toLowerCase(Locale.ROOT) : key;
    }

    private boolean isWritten(Known key, JsonTokens tokens) {
        return key != begin
                && Arrays.equals(key.bytes, 0, key.bytes.length, tokens.token(), tokens.tokenFrom(), tokens.tokenTo());
    }

    private static int hash(JsonTokens tokens) {
        byte[] bytes = tokens.token();
        int hash = 1;
        for (int i = tokens.tokenFrom(); i < tokens.tokenTo(); i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 16;
    }
}
