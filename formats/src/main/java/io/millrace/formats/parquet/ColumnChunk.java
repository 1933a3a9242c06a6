package io.millrace.formats.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The values of one column for one row group: pages as they fill, compressed and kept until the group is written. Used
 * by one thread.
 */
final class ColumnChunk {

    private static final int DATA_PAGE = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;

    private final ParquetForm form;
    private final ParquetForm.Column column;
    private final PhysicalType type;
    private final int fixedWidth;
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();

    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final BitRun present = new BitRun();
    private final BitRun booleans = new BitRun();
    private long rows;
    private long nulls;
    private long plainBytes;
    private long lowest = Long.MAX_VALUE;
    private long highest = Long.MIN_VALUE;

    ColumnChunk(ParquetForm form, ParquetForm.Column column) {
        this.form = form;
        this.column = column;
        this.type = PhysicalType.of(column.type());
        this.fixedWidth =
                type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? PhysicalType.decimalBytes(column.type()) : type.width;
    }

    void addNull() throws IOException {
        present.add(false);
        nulls++;
        added();
    }

    /** Takes the value that stands at the buffer's position, and goes behind it. */
    void add(ByteBuffer row) throws IOException {
        int start = row.position();
        int width = fixedWidth > 0 ? fixedWidth : 4 + row.getInt(start);
        switch (type) {
            case BOOLEAN -> booleans.add(row.get(start) != 0);
            case INT32 -> seen(row.getInt(start));
            case INT64 -> seen(row.getLong(start));
            case FLOAT, DOUBLE, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> {}
        }
        if (type != PhysicalType.BOOLEAN) {
            values.write(row.array(), row.arrayOffset() + start, width);
        }
        row.position(start + width);
        present.add(true);
        added();
    }

    private void seen(long value) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
    }

    private void added() throws IOException {
        rows++;
        if (values.size() + present.bytes() >= form.pageBytes()) {
            endPage();
        }
    }

    private void endPage() throws IOException {
        int count = present.count();
        if (count == 0) {
            return;
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream(values.size() + present.bytes() + 16);
        byte[] levels = present.levels();
        page.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(levels.length)
                .array());
        page.writeBytes(levels);
        page.writeBytes(type == PhysicalType.BOOLEAN ? booleans.packed() : values.toByteArray());
        byte[] plain = page.toByteArray();
        byte[] packed = form.compression().pack(plain);
        byte[] header = header(count, plain.length, packed.length);
        pages.writeBytes(header);
        pages.writeBytes(packed);
        plainBytes += header.length + plain.length;
        values.reset();
        booleans.clear();
        present.clear();
    }

    private static byte[] header(int count, int plain, int packed) {
        ThriftStruct header = new ThriftStruct().i32(1, DATA_PAGE).i32(2, plain).i32(3, packed);
        header.struct(5).i32(1, count).i32(2, PLAIN).i32(3, RLE).i32(4, RLE).end();
        header.end();
        return header.bytes();
    }

    /**
     * Writes the pages and says in the group's list where they are.
     *
     * @param offset of the first of them in the file
     * @return their bytes
     */
    long write(OutputStream out, long offset, ThriftStruct list) throws IOException {
        endPage();
        pages.writeTo(out);
        ThriftStruct chunk = list.element().i64(2, offset);
        ThriftStruct said = chunk.struct(3).i32(1, type.code);
        said.list(2, ThriftStruct.I32, 2).element(PLAIN).element(RLE);
        said.list(3, ThriftStruct.BINARY, 1).element(column.name());
        said.i32(4, form.compression().code)
                .i64(5, rows)
                .i64(6, plainBytes)
                .i64(7, pages.size())
                .i64(9, offset);
        statistics(said.struct(12));
        said.end();
        chunk.end();
        return pages.size();
    }

    private void statistics(ThriftStruct statistics) {
        statistics.i64(3, nulls);
        boolean ordered = type == PhysicalType.INT32 || type == PhysicalType.INT64;
        if (ordered && lowest <= highest) {
            statistics.binary(5, plain(highest)).binary(6, plain(lowest));
        }
        statistics.end();
    }

    private byte[] plain(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(type.width).order(ByteOrder.LITTLE_ENDIAN);
        return (type == PhysicalType.INT32 ? bytes.putInt((int) value) : bytes.putLong(value)).array();
    }

    long plainBytes() {
        return plainBytes + values.size();
    }
}
