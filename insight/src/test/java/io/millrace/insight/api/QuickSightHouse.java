package io.millrace.insight.api;

import io.millrace.base.Arn;
import io.millrace.base.ByteSize;
import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.base.Scheduler;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.insight.data.Authority;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.data.Ingestions;
import io.millrace.insight.data.MemoryEngine;
import io.millrace.insight.data.SnapshotFiles;
import io.millrace.insight.definition.Definition;
import io.millrace.insight.definition.DefinitionReader;
import io.millrace.insight.state.IngestionStore;
import io.millrace.insight.state.InsightStore;
import io.millrace.insight.visual.VisualRun;
import io.millrace.testing.ManualClock;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The service over a real control database and real snapshots; calls are made without a socket. */
final class QuickSightHouse implements AutoCloseable {

    static final String DATA_SOURCE = "{'DataSourceId':'poc-clickstream','Name':'poc-clickstream','Type':'ATHENA',"
            + "'DataSourceParameters':{'AthenaParameters':{'WorkGroup':'primary'}}}";
    private static final String ACCOUNT = "000000000000";

    private final Path directory;
    private final MemoryEngine engine = new MemoryEngine();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final ControlDatabase database;
    private final Set<String> denied = new HashSet<>();
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private boolean running = true;
    private SnapshotFiles files;
    private DataSets dataSets;
    private WireService service;

    QuickSightHouse(Path directory) throws Exception {
        this.directory = directory;
        this.database = ControlDatabase.open(directory.resolve("control.db"));
        Parts parts = build();
        this.files = parts.files();
        this.dataSets = parts.dataSets();
        this.service = parts.service();
    }

    private record Parts(SnapshotFiles files, DataSets dataSets, WireService service) {}

    private Parts build() {
        InsightStore resources = new InsightStore(database);
        IngestionStore ingestions = new IngestionStore(database);
        SnapshotFiles newFiles = new SnapshotFiles(directory.resolve("snapshots"), ByteSize.parse("64MiB"));
        DataSets newSets = new DataSets(ACCOUNT, clock, resources, ingestions, newFiles, engine, authority());
        Random random = new Random(7);
        Ingestions imports = new Ingestions(
                ingestions, newSets, newFiles, new Ingestions.Workings(clock, threads(), new Random()), 1000);
        imports.resume(resources);
        WireService newService = QuickSightService.of(
                new QuickSightService.Parts(ACCOUNT, resources, ingestions, newSets, imports),
                authority(),
                clock,
                random);
        return new Parts(newFiles, newSets, newService);
    }

    private Authority authority() {
        return new Authority() {
            @Override
            public void authorize(Caller caller, String action, Arn resource) {
                if (denied.contains(action)) {
                    throw new AccessDenied("User: " + caller.principal() + " is not authorized to perform: " + action);
                }
            }

            @Override
            public void passRole(Caller caller, Arn role) {}

            @Override
            public Caller assume(String roleArn, Arn onBehalfOf) {
                throw new AccessDenied("There is no role here.");
            }
        };
    }

    MemoryEngine engine() {
        return engine;
    }

    ManualClock clock() {
        return clock;
    }

    WireService service() {
        return service;
    }

    void deny(String action) {
        denied.add(action);
    }

    /** From here on what is scheduled never runs, as if the process had ended. */
    void stopThreads() {
        running = false;
    }

    private Scheduler threads() {
        return new Scheduler() {
            @Override
            public void execute(Runnable task) {
                if (running) {
                    scheduler.execute(task);
                }
            }

            @Override
            public Cancellable schedule(Duration delay, Runnable task) {
                return scheduler.schedule(delay, task);
            }
        };
    }

    void restart() {
        running = true;
        files.close();
        Parts parts = build();
        files = parts.files();
        dataSets = parts.dataSets();
        service = parts.service();
    }

    List<String> snapshotFiles() throws Exception {
        try (Stream<Path> all = Files.list(directory.resolve("snapshots"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .toList();
        }
    }

    JsonNode call(String method, String path, String body) throws Exception {
        return send(method, "/accounts/" + ACCOUNT + path, body);
    }

    JsonNode resource(String method, String arn, String body) throws Exception {
        return send(method, "/resources/" + URLEncoder.encode(arn, StandardCharsets.UTF_8) + "/tags", body);
    }

    private JsonNode send(String method, String target, String body) throws Exception {
        URI uri = URI.create(target);
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
            }
        }
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        WireResponse response = service.handle(new WireRequest(
                method,
                uri.getPath(),
                uri.getRawPath(),
                query,
                Map.of(),
                new ByteArrayInputStream(bytes),
                Caller.root(ACCOUNT),
                "us-east-1",
                "request-1"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return Json.MAPPER.readTree(out.toByteArray());
    }

    JsonNode makeDataSource() throws Exception {
        return call("POST", "/data-sources", DATA_SOURCE);
    }

    JsonNode makeDataSet(String id, String mode) throws Exception {
        return makeDataSet(id, mode, "my_ingested_data");
    }

    JsonNode makeDataSet(String id, String mode, String table) throws Exception {
        return call(
                "POST",
                "/data-sets",
                "{'DataSetId':'" + id + "','Name':'Clicks','ImportMode':'" + mode + "','PhysicalTableMap':{'t':"
                        + "{'RelationalTable':{'DataSourceArn':'arn:aws:quicksight:us-east-1:000000000000:datasource/"
                        + "poc-clickstream','Catalog':'AwsDataCatalog','Schema':'default','Name':'" + table
                        + "','InputColumns':[{'Name':'element_clicked','Type':'STRING'},"
                        + "{'Name':'time_spent','Type':'INTEGER'}]}}}}");
    }

    static ObjectNode definition(String dataSet) {
        String json = "{'DataSetIdentifierDeclarations':[{'Identifier':'c','DataSetArn':"
                + "'arn:aws:quicksight:us-east-1:000000000000:dataset/" + dataSet + "'}],'Sheets':[{'SheetId':'s1',"
                + "'Visuals':[{'BarChartVisual':{'VisualId':'bar','ChartConfiguration':{'FieldWells':"
                + "{'BarChartAggregatedFieldWells':{'Category':[{'CategoricalDimensionField':{'FieldId':'f',"
                + "'Column':{'DataSetIdentifier':'c','ColumnName':'element_clicked'}}}],'Values':[]}}}}}]}]}";
        return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
    }

    void makeAnalysis(String id) throws Exception {
        call("POST", "/analyses/" + id, "{'Name':'Menu','Definition':" + definition("clicks") + "}");
    }

    /** The rows of the bar chart over the data set. */
    List<List<@Nullable Object>> rows(String dataSet) throws Exception {
        Definition definition = DefinitionReader.read(definition(dataSet));
        String arn = definition.dataSets().get("c");
        return VisualRun.run(
                        definition.visuals().getFirst().visual(),
                        List.of(),
                        dataSets.rows(dataSets.find(String.valueOf(arn)).orElseThrow()))
                .rows();
    }

    /** The ingestion once it has ended; within a deadline. */
    JsonNode ended(String dataSet, String id) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        List<String> seen = new ArrayList<>();
        while (System.nanoTime() < deadline) {
            JsonNode ingestion = call("GET", "/data-sets/" + dataSet + "/ingestions/" + id, "")
                    .get("Ingestion");
            String status = ingestion.get("IngestionStatus").stringValue();
            if (status.equals("COMPLETED") || status.equals("FAILED")) {
                return ingestion;
            }
            seen.add(status);
            Thread.onSpinWait();
        }
        throw new AssertionError("The ingestion did not end: " + seen.getLast());
    }

    @Override
    public void close() throws SQLException {
        scheduler.close();
        files.close();
        engine.close();
        database.close();
    }
}
