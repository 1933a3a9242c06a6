package io.millrace.formats.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Takes {@link RowBytes}, cut anywhere, and writes a Parquet file. A row group is held until it is full, its pages
 * compressed. Must be closed for the file to be whole; closing closes the stream below. Used by one thread.
 */
public final class ParquetOutput extends OutputStream {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final ParquetForm form;
    private final ThriftStruct groupList = new ThriftStruct();

    private byte[] pending = new byte[8192];
    private int pendingLength;
    private List<ColumnChunk> chunks;
    private long groupRows;
    private long groupBytes;
    private long position;
    private int groups;
    private long rows;
    private boolean closed;

    public ParquetOutput(OutputStream out, ParquetForm form) throws IOException {
        this.out = out;
        this.form = form;
        this.chunks = newChunks();
        out.write(MAGIC);
        position = MAGIC.length;
    }

    private List<ColumnChunk> newChunks() {
        return form.columns().stream()
                .map(column -> new ColumnChunk(form, column))
                .toList();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (pendingLength + length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, pendingLength + length));
        }
        System.arraycopy(from, offset, pending, pendingLength, length);
        pendingLength += length;
        ByteBuffer in = ByteBuffer.wrap(pending, 0, pendingLength).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 4 && in.remaining() - 4 >= in.getInt(in.position())) {
            row(in);
        }
        pendingLength = in.remaining();
        System.arraycopy(pending, in.position(), pending, 0, pendingLength);
    }

    private void row(ByteBuffer in) throws IOException {
        int length = in.getInt();
        int nulls = in.position();
        int end = nulls + length;
        in.position(nulls + (chunks.size() + 7) / 8);
        for (int i = 0; i < chunks.size(); i++) {
            if ((in.get(nulls + i / 8) & (1 << (i % 8))) != 0) {
                chunks.get(i).addNull();
            } else {
                chunks.get(i).add(in);
            }
        }
        if (in.position() != end) {
            throw new IOException("A row is not of the columns that it should have.");
        }
        groupRows++;
        groupBytes += length;
        if (groupBytes >= form.blockBytes()) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (groupRows == 0) {
            return;
        }
        long start = position;
        long plain = 0;
        ThriftStruct group = groupList.element();
        group.list(1, ThriftStruct.STRUCT, chunks.size());
        for (ColumnChunk chunk : chunks) {
            position += chunk.write(out, position, group);
            plain += chunk.plainBytes();
        }
        group.i64(2, plain).i64(3, groupRows).i64(5, start).i64(6, position - start);
        group.end();
        groups++;
        rows += groupRows;
        chunks = newChunks();
        groupRows = 0;
        groupBytes = 0;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (pendingLength > 0) {
                throw new IOException("The last row is not whole.");
            }
            endGroup();
            byte[] footer = footer();
            out.write(footer);
            out.write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.length)
                    .array());
            out.write(MAGIC);
        }
    }

    private byte[] footer() {
        ThriftStruct footer = new ThriftStruct().i32(1, 1);
        footer.list(2, ThriftStruct.STRUCT, 1 + form.columns().size());
        footer.element().text(4, "schema").i32(5, form.columns().size()).end();
        for (ParquetForm.Column column : form.columns()) {
            SchemaElement.write(column, footer.element());
        }
        footer.i64(3, rows);
        footer.list(4, ThriftStruct.STRUCT, groups).raw(groupList.bytes());
        footer.text(6, "millrace");
        footer.list(7, ThriftStruct.STRUCT, form.columns().size());
        for (int i = 0; i < form.columns().size(); i++) {
            ThriftStruct order = footer.element();
            order.struct(1).end(); // By the type's own order.
            order.end();
        }
        footer.end();
        return footer.bytes();
    }
}
