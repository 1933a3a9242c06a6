package io.millrace.delivery;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.catalog.Catalog;
import io.millrace.delivery.convert.Schemas;
import io.millrace.delivery.core.CoreConfig;
import io.millrace.delivery.definition.StreamReader;
import io.millrace.functions.Functions;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.wire.WireService;
import io.millrace.wire.http.PageHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The front door of Firehose. Shared between threads; putting records never blocks. */
public final class Delivery implements AutoCloseable {

    private final Access access;
    private final Streams streams;
    private final WireService firehose;

    /** Finds the streams of the station's directory again; they take records, and wait for {@link #start}. */
    public Delivery(
            DeliveryParts parts,
            Access access,
            Functions functions,
            ObjectsDoor objects,
            Catalog catalog,
            CoreConfig coreConfig,
            DeliveryConfig config)
            throws IOException {
        this.access = access;
        Schemas schemas = new Schemas(access, catalog, parts.account());
        StreamReader reader = new StreamReader(
                new StreamReader.Neighbours(access, functions, objects, schemas),
                parts.scheduler(),
                parts.clock(),
                parts.random(),
                config.lambdaParallel());
        this.streams = new Streams(parts, reader, coreConfig);
        this.firehose = new FirehoseService(this, streams, access, schemas).table();
    }

    /** Goes on with what waited in the streams' logs. Once, when functions can be called: they call the server back. */
    public void start() {
        streams.start();
    }

    /**
     * Accepts one record: the stage completes when it is on disk. It fails with a WireException, or AccessDenied, and
     * then nothing was acknowledged.
     *
     * @param data not to be changed before the stage is complete
     */
    public CompletionStage<PutRecordResult> putRecord(
            Caller caller, String region, String streamName, ByteBuffer data) {
        try {
            return Puts.one(allowed(caller, region, streamName, "firehose:PutRecord"), data);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Accepts 1 to 500 records, each with an answer of its own; see {@link #putRecord}. */
    public CompletionStage<PutBatchResult> putRecordBatch(
            Caller caller, String region, String streamName, List<ByteBuffer> data) {
        try {
            return Puts.batch(allowed(caller, region, streamName, "firehose:PutRecordBatch"), data);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private Stream allowed(Caller caller, String region, String name, String action) {
        access.authorize(caller, action, Arn.of("firehose", region, streams.account(), "deliverystream/" + name));
        return streams.find(new Stream.Name(region, name));
    }

    /** Those of a region, by name. */
    public List<StreamStatus> streams(String region) {
        return statuses(streams.list(region));
    }

    /** Those of every region. */
    public List<StreamStatus> streams() {
        return statuses(streams.all());
    }

    private static List<StreamStatus> statuses(List<Stream> streams) {
        return streams.stream()
                .map(stream -> new StreamStatus(
                        stream.definition().name(),
                        stream.definition().arn(),
                        stream.status(),
                        stream.core().backlog(),
                        stream.core().activePartitions(),
                        stream.core().oldest(),
                        stream.core().figures(),
                        stream.core().status(),
                        stream.trouble()))
                .toList();
    }

    /** What is kept of a record, by the id that its put was answered with; for a path that ends with the id. */
    public PageHandler recordPage() {
        return new RecordPage(streams);
    }

    public WireService firehose() {
        return firehose;
    }

    /** Ends all work; what was accepted is taken up by the next start. Open data is closed by who made it, after this. */
    @Override
    public void close() {
        streams.close();
    }
}
