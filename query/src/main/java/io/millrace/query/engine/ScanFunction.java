package io.millrace.query.engine;

import io.millrace.formats.Field;
import io.millrace.formats.HiveType;
import io.millrace.query.scan.PlannedScan;
import io.millrace.query.scan.ScanReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBTableFunctionState;
import org.jspecify.annotations.Nullable;

/**
 * The table function {@code millrace_scan(id)}: the rows of the scan that is registered under the id. Its first column
 * means nothing: the engine reads it where it needs rows and no column, as for {@code count(*)}. Then come {@code c0},
 * {@code c1} and so on: data columns, then partition columns. Shared between threads.
 */
final class ScanFunction implements DuckDBTableFunction<PlannedScan, ScanFunction.Projection, ScanFunction.Local> {

    private static final int VECTOR = 2048;

    private final Map<Long, PlannedScan> scans = new ConcurrentHashMap<>();

    /** Which columns the engine wants, in its order. */
    record Projection(PlannedScan scan, List<Integer> columns) {}

    void register(long id, PlannedScan scan) {
        scans.put(id, scan);
    }

    void forget(long id) {
        scans.remove(id);
    }

    @Override
    public PlannedScan bind(DuckDBTableFunctionBindInfo info) throws SQLException {
        PlannedScan scan;
        try (var id = info.getParameter(0)) {
            scan = scans.get(id.getLong());
        }
        if (scan == null) {
            throw new IllegalStateException("There is no such scan.");
        }
        info.addResultColumn("r", DuckDBColumnType.BOOLEAN);
        int index = 0;
        for (Field field : scan.fields()) {
            add(info, "c" + index++, field.type());
        }
        for (HiveType type : scan.partitionTypes()) {
            add(info, "c" + index++, type);
        }
        return scan;
    }

    @Override
    public Projection init(DuckDBTableFunctionInitInfo info) {
        PlannedScan scan = info.getBindData();
        info.setMaxThreads(scan.parts());
        List<Integer> columns = new ArrayList<>();
        for (long i = 0; i < info.getColumnCount(); i++) {
            columns.add((int) info.getColumnIndex(i));
        }
        return new Projection(scan, List.copyOf(columns));
    }

    @Override
    public Local localInit(DuckDBTableFunctionInitInfo info) {
        return new Local();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) throws Exception {
        Projection projection = call.getInitData();
        Local local = call.getLocalInitData();
        return local.fill(projection, chunk);
    }

    private static void add(DuckDBTableFunctionBindInfo info, String name, HiveType type) throws SQLException {
        if (type.kind() == HiveType.Kind.DECIMAL) {
            try (DuckDBLogicalType decimal = DuckDBLogicalType.decimal(type.length(), type.scale())) {
                info.addResultColumn(name, decimal);
            }
            return;
        }
        info.addResultColumn(
                name,
                switch (type.kind()) {
                    case STRING, VARCHAR, CHAR -> DuckDBColumnType.VARCHAR;
                    case BOOLEAN -> DuckDBColumnType.BOOLEAN;
                    case TINYINT -> DuckDBColumnType.TINYINT;
                    case SMALLINT -> DuckDBColumnType.SMALLINT;
                    case INT -> DuckDBColumnType.INTEGER;
                    case BIGINT -> DuckDBColumnType.BIGINT;
                    case FLOAT -> DuckDBColumnType.FLOAT;
                    case DOUBLE -> DuckDBColumnType.DOUBLE;
                    case DATE -> DuckDBColumnType.DATE;
                    case TIMESTAMP, DECIMAL -> DuckDBColumnType.TIMESTAMP;
                });
    }

    /** One engine thread's state. Used by one thread at a time. */
    static final class Local implements DuckDBTableFunctionState {
        private @Nullable ScanReader reader;
        private int[] places = {};

        long fill(Projection projection, DuckDBDataChunkWriter chunk) {
            ScanReader current = reader;
            if (current == null) {
                current = open(projection, (int) Math.min(VECTOR, chunk.capacity()));
                reader = current;
            }
            int rows = current.fill();
            if (rows == 0) {
                return 0;
            }
            PlannedScan scan = projection.scan();
            for (int i = 0; i < places.length; i++) {
                int column = projection.columns().get(i) - 1;
                int partition = column - scan.fields().size();
                if (column < 0) {
                    Vectors.writeFalse(chunk.vector(i), rows);
                } else if (partition < 0) {
                    Vectors.write(current.column(places[i]), chunk.vector(i), rows);
                } else {
                    HiveType type = scan.partitionTypes().get(partition);
                    for (ScanReader.Stretch stretch : current.stretches()) {
                        Vectors.writeConstant(
                                type,
                                stretch.partition().get(partition),
                                chunk.vector(i),
                                stretch.from(),
                                stretch.to());
                    }
                }
            }
            return rows;
        }

        @Override
        public void close() throws IOException {
            if (reader != null) {
                reader.close();
            }
        }

        /** Decodes only the wanted data columns; {@code places} says where each stands in the batch. */
        private ScanReader open(Projection projection, int capacity) {
            List<Field> wanted = new ArrayList<>();
            places = new int[projection.columns().size()];
            List<Field> fields = projection.scan().fields();
            for (int i = 0; i < places.length; i++) {
                int column = projection.columns().get(i) - 1;
                if (column >= 0 && column < fields.size()) {
                    places[i] = wanted.size();
                    wanted.add(fields.get(column));
                }
            }
            return new ScanReader(projection.scan(), wanted, capacity);
        }
    }
}
