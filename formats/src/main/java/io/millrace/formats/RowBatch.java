package io.millrace.formats;

import java.util.List;

/** Some rows of the wanted columns. Filled and read by one thread at a time. */
public final class RowBatch {

    private final ColumnVector[] columns;
    private final int capacity;
    private int rows;

    public RowBatch(List<Field> fields, int capacity) {
        this.capacity = capacity;
        this.columns = fields.stream()
                .map(field -> new ColumnVector(field.type(), capacity))
                .toArray(ColumnVector[]::new);
    }

    public int rows() {
        return rows;
    }

    public boolean isFull() {
        return rows == capacity;
    }

    public ColumnVector column(int index) {
        return columns[index];
    }

    public void clear() {
        rows = 0;
    }

    /** Begins a row of nulls and returns its number. */
    int addRow() {
        int row = rows++;
        for (ColumnVector column : columns) {
            column.setNull(row);
        }
        return row;
    }

    /** Takes back the row that was begun last. */
    void dropRow() {
        rows--;
    }
}
