package io.millrace.query.scan;

import io.millrace.base.Caller;
import io.millrace.catalog.Partition;
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
import io.millrace.query.copies.Copies;
import io.millrace.query.copies.CopyIdentity;
import io.millrace.query.copies.Selection;
import io.millrace.query.copies.Wanted;
import io.millrace.query.sql.ScanPlan;
import io.millrace.query.sql.ScanPlan.Comparison;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what a scan must read: the open data first, then a listing, so that what is sealed between is found at least
 * once; a key found both ways is read from the store alone. Shared between threads.
 */
public final class ScanPlanner {

    private static final int PAGE = 20_000;
    private static final long STRETCH = 1L << 20;

    private final ObjectsDoor door;
    private final OpenData open;
    private final Copies copies;
    private final OpenRows openRows;

    public ScanPlanner(ObjectsDoor door, OpenData open, Copies copies, OpenRows openRows) {
        this.door = door;
        this.open = open;
        this.copies = copies;
        this.openRows = openRows;
    }

    /** Where the rows of a table begin to differ from other keys: what freshness is asked for. */
    public static TableLocation location(Table table) {
        return PartitionProjection.of(table)
                .map(PartitionProjection::literalPrefix)
                .orElseGet(() -> TableLocation.parse(table.location()));
    }

    /** Where the rows of a table lie, also those of its registered partitions that lie elsewhere. */
    public static Set<TableLocation> locations(Table table, List<Partition> registered) {
        Set<TableLocation> locations = new LinkedHashSet<>();
        TableLocation main = location(table);
        locations.add(main);
        for (Partition partition : registered) {
            TableLocation location = TableLocation.parse(partition.storage().location());
            boolean below =
                    location.bucket().equals(main.bucket()) && location.prefix().startsWith(main.prefix());
            if (!below) {
                locations.add(location);
            }
        }
        return locations;
    }

    /**
     * Plans a scan with the caller's rights.
     *
     * @param constants the values of each constraint's constants
     * @param registered the partitions of a table that has them and no projection
     */
    public PlannedScan plan(
            Caller caller,
            ScanPlan scan,
            List<List<Optional<String>>> constants,
            List<Partition> registered,
            Instant now)
            throws IOException {
        Table table = scan.table();
        List<PartitionTest> tests = new ArrayList<>();
        for (int i = 0; i < scan.constraints().size(); i++) {
            tests.add(PartitionTest.of(table, scan.constraints().get(i), constants.get(i)));
        }
        Optional<PartitionProjection> projection = PartitionProjection.of(table);
        projection.ifPresent(it -> it.requireInjected(equalities(table, tests)));
        Planning planning = new Planning(caller, table, tests);
        if (projection.isPresent() || table.partitionKeys().isEmpty()) {
            TableLocation location = location(table);
            return planning.run(List.of(new Place(KeyPlaces.of(table, now), prefixes(projection, location, tests))));
        }
        List<Place> places = new ArrayList<>();
        for (KeyPlaces place : RegisteredPartitions.wanted(table, registered, tests)) {
            places.add(new Place(place, List.of(new Keys(place.location().prefix(), ""))));
        }
        return planning.run(places);
    }

    private static Set<String> equalities(Table table, List<PartitionTest> tests) {
        return tests.stream()
                .filter(test -> test.comparison() == Comparison.EQUAL)
                .map(test -> table.partitionKeys().get(test.partition()).name())
                .collect(Collectors.toSet());
    }

    /** A stretch of keys: those with the prefix, after a key. */
    private record Keys(String prefix, String startAfter) {}

    /** Keys to be listed, and which partition each lies in. */
    private record Place(KeyPlaces keys, List<Keys> stretches) {
        String bucket() {
            return keys.location().bucket();
        }
    }

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
        private final CopyIdentity identity;
        private final List<PartitionTest> tests;
        private final List<Wanted> wanted = new ArrayList<>();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<StoredSource> sources = new ArrayList<>();
        private final Map<List<String>, Boolean> passed = new HashMap<>();
        private final int headerLines;
        private long planned;

        Planning(Caller caller, Table table, List<PartitionTest> tests) {
            this.caller = caller;
            this.table = table;
            this.identity = CopyIdentity.of(table);
            this.tests = tests;
            this.headerLines = HeaderLines.of(table);
        }

        PlannedScan run(List<Place> places) throws IOException {
            List<OpenSnapshot> snapshots = new ArrayList<>();
            Selection selection = Selection.none(List.of());
            boolean done = false;
            try {
                for (Place place : places) {
                    find(place, snapshots);
                }
                selection = copies.select(identity, wanted);
                addSelected(selection);
                List<KeyPlaces> keys = places.stream().map(Place::keys).toList();
                PlannedScan.Stored stored = new PlannedScan.Stored(keys, sources, selection, planned);
                PlannedScan scan = new PlannedScan(table, pieces, snapshots, stored);
                done = true;
                return scan;
            } finally {
                if (!done) {
                    snapshots.forEach(OpenSnapshot::close);
                    selection.close();
                }
            }
        }

        private void find(Place place, List<OpenSnapshot> snapshots) throws IOException {
            TableLocation location = place.keys().location();
            OpenSnapshot snapshot = open.snapshot(location.bucket(), location.prefix());
            snapshots.add(snapshot);
            Map<String, OpenObject> openObjects = new HashMap<>();
            for (OpenObject object : snapshot.objects()) {
                openObjects.put(object.key(), object);
            }
            for (Keys keys : place.stretches()) {
                list(place, keys, openObjects);
            }
            for (OpenObject object : openObjects.values()) {
                add(place, object);
            }
        }

        private void list(Place place, Keys keys, Map<String, OpenObject> openObjects) throws IOException {
            String after = keys.startAfter();
            while (true) {
                Listing page = door.list(caller, place.bucket(), new ListRequest(keys.prefix(), "", after, PAGE));
                for (ObjectInfo object : page.objects()) {
                    openObjects.remove(object.key());
                    partition(place, object.key()).ifPresent(values -> want(place.bucket(), object, values));
                }
                if (page.next().isEmpty()) {
                    return;
                }
                after = page.next().get();
            }
        }

        /** The values of the partition that holds the key, where the table has it and the query wants it. */
        private Optional<List<String>> partition(Place place, String key) {
            return place.keys().partition(key).filter(this::wanted);
        }

        private void want(String bucket, ObjectInfo object, List<String> partition) {
            if (object.size() > 0) {
                wanted.add(new Wanted(bucket, object, partition));
                planned += object.size();
            }
        }

        /** Objects that are read from a copy are not opened, so that nobody asks later whether the caller may. */
        private void addSelected(Selection selection) throws IOException {
            if (selection.rest().size() < wanted.size()) {
                for (Wanted one : wanted) {
                    door.authorize(
                            caller, "s3:GetObject", one.bucket(), one.object().key());
                }
            }
            selection.rest().forEach(this::add);
            for (Selection.Kept kept : selection.kept()) {
                Piece.Source lines = new KeptLines(kept.lines());
                pieces.add(new Piece(name(kept.bucket(), kept.key()), kept.partition(), lines, 1, Long.MAX_VALUE));
            }
        }

        private boolean wanted(List<String> values) {
            return passed.computeIfAbsent(values, it -> tests.stream().allMatch(test -> test.passes(it)));
        }

        private void add(Wanted one) {
            ObjectInfo object = one.object();
            boolean splits = headerLines == 0
                    && object.size() > 2 * STRETCH
                    && Codec.of(object.key(), object.metadata().contentEncoding()) == Codec.NONE;
            int count = splits ? (int) Math.ceilDiv(object.size(), STRETCH) : 1;
            StoredSource source = new StoredSource(door, caller, one.bucket(), object, count);
            sources.add(source);
            for (int i = 0; i < count; i++) {
                long end = i + 1 == count ? Long.MAX_VALUE : (i + 1) * STRETCH;
                pieces.add(new Piece(name(one.bucket(), object.key()), one.partition(), source, i * STRETCH, end));
            }
        }

        private void add(Place place, OpenObject object) throws IOException {
            Optional<List<String>> partition = partition(place, object.key());
            if (partition.isPresent()) {
                door.authorize(caller, "s3:GetObject", place.bucket(), object.key());
                Piece.Source source = new OpenSource(object, openRows.of(identity, object, PlannedScan.fields(table)));
                planned += object.size();
                pieces.add(new Piece(name(place.bucket(), object.key()), partition.get(), source, 0, Long.MAX_VALUE));
            }
        }

        private static String name(String bucket, String key) {
            return "s3://" + bucket + "/" + key;
        }
    }
}
