package io.millrace.formats.parquet;

import io.millrace.formats.ColumnVector;
import io.millrace.formats.HiveType;
import io.millrace.formats.RowBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows as bytes that can be put one behind the other. Used by one thread. A row is, numbers little-endian:
 *
 * <pre>
 * length of the rest 4 | a bit for each column, set for null, from the lowest bit up | values
 * </pre>
 *
 * A value stands as Parquet's PLAIN encoding has it, text behind its length in 4 bytes; but a boolean takes a byte, and
 * nulls take nothing.
 */
public final class RowBytes {

    private final HiveType[] types;
    private ByteBuffer out = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

    public RowBytes(ParquetForm form) {
        this.types = form.columns().stream().map(ParquetForm.Column::type).toArray(HiveType[]::new);
    }

    /** All rows of the batch, whose columns are the form's. */
    public ByteBuffer of(RowBatch batch) {
        out.clear();
        for (int row = 0; row < batch.rows(); row++) {
            row(batch, row);
        }
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private void row(RowBatch batch, int row) {
        int nulls = (types.length + 7) / 8;
        ensure(4 + nulls);
        int start = out.position();
        out.position(start + 4);
        for (int i = 0; i < nulls; i++) {
            out.put((byte) 0);
        }
        for (int i = 0; i < types.length; i++) {
            ColumnVector column = batch.column(i);
            if (column.nulls[row]) {
                int at = start + 4 + i / 8;
                out.put(at, (byte) (out.get(at) | (1 << (i % 8))));
            } else {
                value(column, types[i], row);
            }
        }
        out.putInt(start, out.position() - start - 4);
    }

    private void value(ColumnVector column, HiveType type, int row) {
        switch (PhysicalType.of(type)) {
            case BOOLEAN -> ensure(1).put((byte) column.longs[row]);
            case INT32 -> ensure(4).putInt((int) column.longs[row]);
            case INT64 -> ensure(8).putLong(column.longs[row]);
            case FLOAT -> ensure(4).putFloat((float) column.doubles[row]);
            case DOUBLE -> ensure(8).putDouble(column.doubles[row]);
            case BYTE_ARRAY -> {
                byte[] text = column.bytes[row];
                ensure(4 + text.length).putInt(text.length).put(text);
            }
            case FIXED_LEN_BYTE_ARRAY -> {
                byte[] unscaled = column.decimals[row]
                        .setScale(type.scale())
                        .unscaledValue()
                        .toByteArray();
                int width = PhysicalType.decimalBytes(type);
                ensure(width);
                for (int i = unscaled.length; i < width; i++) {
                    out.put((byte) (unscaled[0] >> 7));
                }
                out.put(unscaled);
            }
        }
    }

    private ByteBuffer ensure(int more) {
        if (out.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + more))
                    .order(ByteOrder.LITTLE_ENDIAN);
            out = larger.put(out.flip());
        }
        return out;
    }
}
