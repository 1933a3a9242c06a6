package io.millrace.query;

import io.millrace.base.Caller;
import io.millrace.objects.feed.Subscription;
import io.millrace.query.copies.Copies;
import io.millrace.query.engine.Engine;
import io.millrace.query.engine.EngineSettings;
import io.millrace.query.making.CopyMaker;
import io.millrace.query.scan.PlannedScan;
import java.io.IOException;
import java.nio.file.Path;

/** The columnar copies and who makes them, put together. Shared between threads. */
final class Columns implements AutoCloseable {

    private final Path directory;
    private final Copies copies;
    private final Engine engine;
    private final CopyMaker maker;
    private final Subscription subscription;

    Columns(Query.Surroundings around, QueryConfig config, Path station, String account) throws IOException {
        this.directory = station.resolve("columns");
        this.copies =
                Copies.open(directory, around.clock(), config.columnsLimit().bytes());
        this.engine = new Engine(new EngineSettings(
                station.resolve("columns-spill"), directory, config.columnsMemory(), config.spillLimit(), 1));
        this.maker = new CopyMaker(
                new CopyMaker.Parts(copies, around.objects(), engine, around.clock(), Caller.root(account)));
        this.subscription = around.feed().subscribe(maker::changed);
    }

    Path directory() {
        return directory;
    }

    Copies copies() {
        return copies;
    }

    /** What a query had to read from objects is to be copied, now that it is over, and what is put beside it. */
    void wanted(PlannedScan scan) {
        maker.wanted(scan);
    }

    ColumnsStatus status() {
        long pending = maker.pending();
        return new ColumnsStatus(copies.count(), copies.bytes(), pending);
    }

    @Override
    public void close() {
        subscription.close();
        maker.close();
        engine.close();
    }
}
