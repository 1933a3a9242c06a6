package io.millrace.objects.store;

/** A part of an object's bytes; what lies past the object's end is left out. */
public record ByteRange(long offset, long length) {

    /** Every byte. */
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    public ByteRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("A range cannot be negative: " + offset + ", " + length);
        }
    }

    /** How many bytes of an object of that size lie in the range. */
    public long within(long size) {
        return Math.max(0, Math.min(length, size - offset));
    }
}
