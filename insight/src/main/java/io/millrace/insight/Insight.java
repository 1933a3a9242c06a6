package io.millrace.insight;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.catalog.Catalog;
import io.millrace.insight.api.QuickSightService;
import io.millrace.insight.data.Authority;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.data.Engine;
import io.millrace.insight.data.Ingestions;
import io.millrace.insight.data.SnapshotFiles;
import io.millrace.insight.page.ConsoleDoor;
import io.millrace.insight.state.IngestionStore;
import io.millrace.insight.state.InsightStore;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.wire.WireService;
import io.millrace.wire.http.EventStream;
import io.millrace.wire.http.PageHandler;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The front door: QuickSight on the wire, and what the console's pages ask for. Shared between threads. */
public final class Insight implements AutoCloseable {

    private static final String PRINCIPAL = "quicksight.amazonaws.com";

    private final SnapshotFiles files;
    private final ConsoleDoor console;
    private final WireService quicksight;

    /** The stations that this one stands on; the engine is an {@link AthenaEngine}. */
    public record Neighbours(Access access, Catalog catalog, ChangeFeed feed, Engine engine) {}

    /** The process's clock, threads and randomness. */
    public record Workings(Clock clock, Scheduler scheduler, RandomGenerator random) {}

    /** Opens the station and goes on with imports that a stop cut off. {@code directory} holds the snapshots. */
    public Insight(
            InsightConfig config,
            String account,
            Path directory,
            ControlDatabase control,
            Neighbours neighbours,
            Workings workings) {
        Clock clock = workings.clock();
        Authority authority = authority(neighbours.access());
        InsightStore resources = new InsightStore(control);
        IngestionStore ingestions = new IngestionStore(control);
        this.files = new SnapshotFiles(directory, config.snapshotMemory());
        DataSets dataSets = new DataSets(account, clock, resources, ingestions, files, neighbours.engine(), authority);
        Ingestions imports = new Ingestions(
                ingestions,
                dataSets,
                files,
                new Ingestions.Workings(clock, workings.scheduler(), workings.random()),
                config.importRows());
        this.console = new ConsoleDoor(
                new ConsoleDoor.Sources(account, resources, dataSets, authority),
                neighbours.catalog(),
                neighbours.feed(),
                clock,
                workings.scheduler(),
                config.refreshInterval());
        imports.listen(console::imported);
        imports.resume(resources);
        this.quicksight = QuickSightService.of(
                new QuickSightService.Parts(account, resources, ingestions, dataSets, imports),
                authority,
                clock,
                workings.random());
    }

    private static Authority authority(Access access) {
        return new Authority() {
            @Override
            public void authorize(Caller caller, String action, Arn resource) {
                access.authorize(caller, action, resource);
            }

            @Override
            public void passRole(Caller caller, Arn role) {
                access.passRole(caller, role, PRINCIPAL);
            }

            @Override
            public Caller assume(String roleArn, Arn onBehalfOf) {
                return access.assumeRole(PRINCIPAL, roleArn, "quicksight", Optional.of(onBehalfOf), Optional.empty());
            }
        };
    }

    public WireService quicksight() {
        return quicksight;
    }

    /** For {@code /_/api/insight}, with a session. */
    public PageHandler pages() {
        return console.pages();
    }

    /** For {@code /_/api/insight/live}, with a session. */
    public EventStream live() {
        return console.stream();
    }

    @Override
    public void close() {
        console.close();
        files.close();
    }
}
