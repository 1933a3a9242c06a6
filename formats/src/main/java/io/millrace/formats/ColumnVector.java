package io.millrace.formats;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The values of one column for one batch of rows, in the array that its type asks for: {@link #longs} for booleans (0,
 * 1), whole numbers, dates (days since 1970-01-01) and timestamps (microseconds since then), {@link #doubles}, {@link
 * #decimals}, {@link #bytes} for text (valid UTF-8). Where {@link #nulls} is set the value means nothing. Filled and
 * read by one thread at a time.
 */
public final class ColumnVector {

    private static final byte[] EMPTY = {};

    public final HiveType type;
    public final boolean[] nulls;
    public final long[] longs;
    public final double[] doubles;
    public final BigDecimal[] decimals;
    public final byte[][] bytes;

    ColumnVector(HiveType type, int capacity) {
        this.type = type;
        this.nulls = new boolean[capacity];
        this.bytes = new byte[type.isText() ? capacity : 0][];
        this.decimals = new BigDecimal[type.kind() == HiveType.Kind.DECIMAL ? capacity : 0];
        boolean floating = type.kind() == HiveType.Kind.FLOAT || type.kind() == HiveType.Kind.DOUBLE;
        this.doubles = new double[floating ? capacity : 0];
        boolean whole = !floating && !type.isText() && type.kind() != HiveType.Kind.DECIMAL;
        this.longs = new long[whole ? capacity : 0];
        Arrays.fill(bytes, EMPTY);
        Arrays.fill(decimals, BigDecimal.ZERO);
    }

    void setNull(int row) {
        nulls[row] = true;
    }

    void setLong(int row, long value) {
        longs[row] = value;
        nulls[row] = false;
    }

    void setDouble(int row, double value) {
        doubles[row] = value;
        nulls[row] = false;
    }

    void setDecimal(int row, BigDecimal value) {
        decimals[row] = value;
        nulls[row] = false;
    }

    void setBytes(int row, byte[] value) {
        bytes[row] = value;
        nulls[row] = false;
    }
}
