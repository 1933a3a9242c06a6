package io.millrace.base;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written with a binary unit: {@code 64MiB}. Never negative. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,18})\\s*(B|KiB|MiB|GiB|TiB)?");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size cannot be negative: " + bytes);
        }
    }

    public static ByteSize ofKiB(long kib) {
        return new ByteSize(Math.multiplyExact(kib, 1024L));
    }

    public static ByteSize ofMiB(long mib) {
        return ofKiB(Math.multiplyExact(mib, 1024L));
    }

    /** Reads {@code 113}, {@code 113B}, {@code 64KiB}, {@code 64 MiB}, {@code 2GiB}. */
    public static ByteSize parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size. Write a whole number and a unit: B, KiB, MiB, GiB or TiB.");
        }
        String unit = matcher.group(2);
        return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor(unit == null ? "B" : unit)));
    }

    /** The size as an {@code int}, for buffers; fails where it does not fit. */
    public int toInt() {
        return Math.toIntExact(bytes);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The largest unit that divides the size evenly, so that it can be read back exactly. */
    @Override
    public String toString() {
        String[] units = {"TiB", "GiB", "MiB", "KiB"};
        for (String unit : units) {
            if (bytes >= factor(unit) && bytes % factor(unit) == 0) {
                return String.format(Locale.ROOT, "%d%s", bytes / factor(unit), unit);
            }
        }
        return bytes + "B";
    }

    private static long factor(String unit) {
        return switch (unit) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            default -> 1L;
        };
    }
}
