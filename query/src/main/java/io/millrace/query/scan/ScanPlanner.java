package io.millrace.query.scan;

import io.millrace.base.Caller;
import io.millrace.catalog.PartitionProjection;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.formats.Codec;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.open.OpenObject;
import io.millrace.objects.open.OpenSnapshot;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.Listing;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.query.sql.ScanPlan;
import io.millrace.query.sql.ScanPlan.Comparison;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Finds what a scan must read: the open data first, then a listing, so that what is sealed between is found at least
 * once; a key found both ways is read from the store alone. Shared between threads.
 */
public final class ScanPlanner {

    private static final int PAGE = 20_000;
    private static final long STRETCH = 8L << 20;

    private final ObjectsDoor door;
    private final OpenData open;

    public ScanPlanner(ObjectsDoor door, OpenData open) {
        this.door = door;
        this.open = open;
    }

    /** Where the rows of a table begin to differ from other keys: what freshness is asked for. */
    public static TableLocation location(Table table) {
        return PartitionProjection.of(table)
                .map(PartitionProjection::literalPrefix)
                .orElseGet(() -> TableLocation.parse(table.location()));
    }

    /**
     * Plans a scan with the caller's rights.
     *
     * @param constants the values of each constraint's constants
     */
    public PlannedScan plan(Caller caller, ScanPlan scan, List<List<Optional<String>>> constants, Instant now)
            throws IOException {
        Table table = scan.table();
        List<PartitionTest> tests = new ArrayList<>();
        for (int i = 0; i < scan.constraints().size(); i++) {
            tests.add(PartitionTest.of(table, scan.constraints().get(i), constants.get(i)));
        }
        Optional<PartitionProjection> projection = PartitionProjection.of(table);
        projection.ifPresent(it -> it.requireInjected(equalities(table, tests)));
        Planning planning = new Planning(caller, table, location(table), projection.map(it -> it.at(now)), tests);
        return planning.run(prefixes(projection, location(table), tests));
    }

    private static Set<String> equalities(Table table, List<PartitionTest> tests) {
        return tests.stream()
                .filter(test -> test.comparison() == Comparison.EQUAL)
                .map(test -> table.partitionKeys().get(test.partition()).name())
                .collect(Collectors.toSet());
    }

    /** A stretch of keys: those with the prefix, after a key. */
    private record Keys(String prefix, String startAfter) {}

    /** What to list: bounds on the column that stands first in the key bound the keys. */
    private static List<Keys> prefixes(
            Optional<PartitionProjection> projection, TableLocation location, List<PartitionTest> tests) {
        String base = location.prefix();
        String startAfter = "";
        Optional<String> first = projection.flatMap(PartitionProjection::firstColumn);
        for (PartitionTest test : tests) {
            boolean bounds = first.isPresent()
                    && projection.get().column(test.partition()).equals(first.get())
                    && test.type().isText();
            if (bounds && (test.comparison() == Comparison.EQUAL || test.comparison() == Comparison.PREFIX)) {
                return test.constants().stream()
                        .distinct()
                        .map(constant -> new Keys(base + constant, ""))
                        .toList();
            }
            boolean lower = test.comparison() == Comparison.GREATER || test.comparison() == Comparison.GREATER_OR_EQUAL;
            if (bounds && lower && !test.constants().isEmpty()) {
                startAfter = base + test.constants().getFirst();
            }
        }
        return List.of(new Keys(base, startAfter));
    }

    /** One scan while it is planned. Used by one thread. */
    private final class Planning {
        private final Caller caller;
        private final Table table;
        private final TableLocation location;
        private final Optional<PartitionProjection.Matching> matching;
        private final List<PartitionTest> tests;
        private final AtomicLong scanned = new AtomicLong();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<StoredSource> sources = new ArrayList<>();
        private final Map<List<String>, Boolean> passed = new HashMap<>();

        Planning(
                Caller caller,
                Table table,
                TableLocation location,
                Optional<PartitionProjection.Matching> matching,
                List<PartitionTest> tests) {
            this.caller = caller;
            this.table = table;
            this.location = location;
            this.matching = matching;
            this.tests = tests;
        }

        PlannedScan run(List<Keys> stretches) throws IOException {
            OpenSnapshot snapshot = open.snapshot(location.bucket(), location.prefix());
            boolean planned = false;
            try {
                Map<String, OpenObject> openObjects = new HashMap<>();
                for (OpenObject object : snapshot.objects()) {
                    openObjects.put(object.key(), object);
                }
                for (Keys keys : stretches) {
                    list(keys, openObjects);
                }
                for (OpenObject object : openObjects.values()) {
                    add(object);
                }
                planned = true;
                return new PlannedScan(table, pieces, sources, snapshot, scanned);
            } finally {
                if (!planned) {
                    snapshot.close();
                }
            }
        }

        private void list(Keys keys, Map<String, OpenObject> openObjects) throws IOException {
            String after = keys.startAfter();
            while (true) {
                Listing page = door.list(caller, location.bucket(), new ListRequest(keys.prefix(), "", after, PAGE));
                for (ObjectInfo object : page.objects()) {
                    openObjects.remove(object.key());
                    partition(object.key()).ifPresent(values -> add(object, values));
                }
                if (page.next().isEmpty()) {
                    return;
                }
                after = page.next().get();
            }
        }

        /** The values of the partition that holds the key, where the table has it and the query wants it. */
        private Optional<List<String>> partition(String key) {
            if (key.endsWith("/")) {
                return Optional.empty();
            }
            if (matching.isEmpty()) {
                boolean partitioned = !table.partitionKeys().isEmpty();
                boolean below = key.startsWith(location.prefix()) && !partitioned;
                return below && !isHidden(key.substring(location.prefix().length()))
                        ? Optional.of(List.of())
                        : Optional.empty();
            }
            return matching.get()
                    .partition(key)
                    .filter(partition -> !isHidden(partition.rest()))
                    .map(PartitionProjection.Partition::values)
                    .filter(this::wanted);
        }

        private boolean wanted(List<String> values) {
            return passed.computeIfAbsent(values, it -> tests.stream().allMatch(test -> test.passes(it)));
        }

        private void add(ObjectInfo object, List<String> partition) {
            if (object.size() == 0) {
                return;
            }
            boolean splits = object.size() > 2 * STRETCH
                    && Codec.of(object.key(), object.metadata().contentEncoding()) == Codec.NONE;
            int count = splits ? (int) Math.ceilDiv(object.size(), STRETCH) : 1;
            StoredSource source = new StoredSource(door, caller, location.bucket(), object, count, scanned);
            sources.add(source);
            for (int i = 0; i < count; i++) {
                long end = i + 1 == count ? Long.MAX_VALUE : (i + 1) * STRETCH;
                pieces.add(new Piece(name(object.key()), partition, source, i * STRETCH, end));
            }
        }

        private void add(OpenObject object) throws IOException {
            Optional<List<String>> partition = partition(object.key());
            if (partition.isPresent()) {
                door.authorize(caller, "s3:GetObject", location.bucket(), object.key());
                Piece.Source source = new OpenSource(object, scanned);
                pieces.add(new Piece(name(object.key()), partition.get(), source, 0, Long.MAX_VALUE));
            }
        }

        private String name(String key) {
            return "s3://" + location.bucket() + "/" + key;
        }
    }

    /** Hive takes no account of files and directories whose names begin with an underscore or a dot. */
    private static boolean isHidden(String path) {
        for (String part : path.split("/", -1)) {
            if (part.startsWith("_") || part.startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
