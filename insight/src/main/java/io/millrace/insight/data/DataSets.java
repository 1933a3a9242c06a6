package io.millrace.insight.data;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.insight.state.IngestionStore;
import io.millrace.insight.state.InsightStore;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.insight.visual.RowSource;
import io.millrace.insight.visual.VisualRefused;
import io.millrace.wire.Input;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Finds data sets and opens their rows. Shared between threads. */
public final class DataSets {

    private final InsightStore resources;
    private final IngestionStore ingestions;
    private final SnapshotFiles files;
    private final Engine engine;
    private final Authority authority;
    private final Clock clock;
    private final String account;

    public DataSets(
            String account,
            Clock clock,
            InsightStore resources,
            IngestionStore ingestions,
            SnapshotFiles files,
            Engine engine,
            Authority authority) {
        this.account = account;
        this.clock = clock;
        this.resources = resources;
        this.ingestions = ingestions;
        this.files = files;
        this.engine = engine;
        this.authority = authority;
    }

    public static DataSet of(Resource resource) {
        ObjectNode document = resource.document();
        return new DataSet(
                resource.key(),
                resource.name(),
                document.get("incarnation").stringValue(),
                DataSetReader.read(Input.of(document)));
    }

    public Optional<DataSet> find(String arn) {
        return ResourceKey.parse(arn, Kind.DATA_SET)
                .flatMap(key -> resources.find(key, clock.instant()))
                .map(DataSets::of);
    }

    public Optional<DataSource> source(String arn) {
        return ResourceKey.parse(arn, Kind.DATA_SOURCE)
                .flatMap(key -> resources.find(key, clock.instant()))
                .map(DataSource::of);
    }

    /** The rows that visuals read: the snapshot's, or the table's. */
    public RowSource rows(DataSet dataSet) {
        return dataSet.plan().spice() ? new SnapshotSource(files, dataSet, () -> snapshot(dataSet)) : live(dataSet);
    }

    /** The table's rows, whatever the import mode. */
    RowSource live(DataSet dataSet) {
        DataSource source = source(dataSet.plan().dataSourceArn())
                .orElseThrow(() -> new VisualRefused("The data source of '" + dataSet.name()
                        + "' was deleted. Create the data set anew over another one."));
        return new LiveSource(engine, caller(source), dataSet, source.key().region());
    }

    private Caller caller(DataSource source) {
        return source.roleArn()
                .map(role -> authority.assume(role, source.key().arn(account)))
                .orElse(source.creator());
    }

    private io.millrace.insight.state.Snapshot snapshot(DataSet dataSet) {
        return ingestions
                .snapshot(dataSet.incarnation())
                .orElseThrow(() -> new VisualRefused("The data set '" + dataSet.name()
                        + "' has no import yet that succeeded. Look at its ingestions."));
    }
}
