package io.millrace.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column a key of an object belongs to, by the SerDe's rules for case, mapping and dots, and whether the object
 * has had the key before. Used by one thread, one object at a time.
 */
final class OpenXKeys {

    private final boolean caseInsensitive;
    private final boolean dotsInKeys;
    private final byte[][] names;
    private final String[] columns;
    private final int[] slots;

    private byte[] folded = new byte[64];
    private int foldedLength;
    private byte[] seen = new byte[256];
    private int seenLength;
    private int[] seenEnds = new int[16];
    private int[] seenHashes = new int[16];
    private int seenCount;

    OpenXKeys(List<Field> fields, Map<String, String> properties, boolean caseInsensitive, boolean dotsInKeys) {
        this.caseInsensitive = caseInsensitive;
        this.dotsInKeys = dotsInKeys;
        this.columns = fields.stream().map(Field::name).toArray(String[]::new);
        this.names = new byte[columns.length][];
        int size = Integer.highestOneBit(Math.max(8, columns.length * 4));
        this.slots = new int[size];
        Arrays.fill(slots, -1);
        for (int i = 0; i < columns.length; i++) {
            String name = properties.getOrDefault("mapping." + columns[i], columns[i]);
            names[i] = (caseInsensitive ? name.toLowerCase(Locale.ROOT) : name).getBytes(StandardCharsets.UTF_8);
            int slot = hash(names[i], names[i].length) & size - 1;
            while (slots[slot] >= 0) {
                slot = slot + 1 & size - 1;
            }
            slots[slot] = i;
        }
    }

    void clear() {
        seenCount = 0;
        seenLength = 0;
    }

    /** Takes the key that was just read; the column of its name, or -1. */
    int read(JsonTokens tokens) throws MalformedRow {
        fold(tokens);
        int hash = hash(folded, foldedLength);
        remember(hash, tokens);
        int slot = hash & slots.length - 1;
        while (slots[slot] >= 0) {
            byte[] name = names[slots[slot]];
            if (Arrays.equals(name, 0, name.length, folded, 0, foldedLength)) {
                return slots[slot];
            }
            slot = slot + 1 & slots.length - 1;
        }
        return -1;
    }

    /** The column that the key means when its dots are read as underscores, or -1. */
    int dotted() {
        if (!dotsInKeys) {
            return -1;
        }
        String key = new String(folded, 0, foldedLength, StandardCharsets.UTF_8);
        if (key.indexOf('.') < 0) {
            return -1;
        }
        String name = key.replace('.', '_');
        for (int i = 0; i < columns.length; i++) {
            if (caseInsensitive ? columns[i].equalsIgnoreCase(name) : columns[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void fold(JsonTokens tokens) {
        int length = tokens.tokenTo() - tokens.tokenFrom();
        if (length > folded.length) {
            folded = new byte[length * 2];
        }
        byte[] token = tokens.token();
        int from = tokens.tokenFrom();
        for (int i = 0; i < length; i++) {
            byte b = token[from + i];
            if (b < 0) {
                foldSlowly(tokens);
                return;
            }
            folded[i] = caseInsensitive && b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
        }
        foldedLength = length;
    }

    private void foldSlowly(JsonTokens tokens) {
        String key = tokens.tokenText();
        folded = (caseInsensitive ? key.toLowerCase(Locale.ROOT) : key).getBytes(StandardCharsets.UTF_8);
        foldedLength = folded.length;
    }

    private void remember(int hash, JsonTokens tokens) throws MalformedRow {
        for (int i = 0; i < seenCount; i++) {
            int from = i == 0 ? 0 : seenEnds[i - 1];
            if (seenHashes[i] == hash && Arrays.equals(seen, from, seenEnds[i], folded, 0, foldedLength)) {
                throw tokens.malformed(
                        "Duplicate key \"" + new String(folded, 0, foldedLength, StandardCharsets.UTF_8) + "\"");
            }
        }
        if (seenCount == seenEnds.length) {
            seenEnds = Arrays.copyOf(seenEnds, seenCount * 2);
            seenHashes = Arrays.copyOf(seenHashes, seenCount * 2);
        }
        if (seenLength + foldedLength > seen.length) {
            seen = Arrays.copyOf(seen, (seenLength + foldedLength) * 2);
        }
        System.arraycopy(folded, 0, seen, seenLength, foldedLength);
        seenLength += foldedLength;
        seenEnds[seenCount] = seenLength;
        seenHashes[seenCount++] = hash;
    }

    private static int hash(byte[] bytes, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 16;
    }
}
