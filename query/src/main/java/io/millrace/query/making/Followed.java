package io.millrace.query.making;

import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.query.copies.Wanted;
import io.millrace.query.scan.KeyPlaces;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table that was read since the start, and the places of its partitions that were. Guarded by its {@link Demands}. */
final class Followed {

    private static final int MOST_PLACES = 20_000;

    final Table table;
    final Map<String, Wanted> pending = new LinkedHashMap<>();
    final Set<String> refused = new HashSet<>();
    boolean unsure = true;
    private final Map<TableLocation, KeyPlaces> places = new LinkedHashMap<>();

    Followed(Table table) {
        this.table = table;
    }

    /** From now on what happens there is followed, too. */
    void add(KeyPlaces place) {
        if (places.size() < MOST_PLACES) {
            unsure |= places.put(place.location(), place) == null;
        }
    }

    List<TableLocation> locations() {
        return List.copyOf(places.keySet());
    }

    boolean covers(String bucket, String key) {
        return places.keySet().stream().anyMatch(location -> isBelow(location, bucket, key));
    }

    /** The values of the partition that the key lies in now, where it lies in one. */
    Optional<List<String>> partition(String bucket, String key, Instant now) {
        return places.values().stream()
                .filter(place -> isBelow(place.location(), bucket, key))
                .map(place -> place.at(table, now).partition(key))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isBelow(TableLocation location, String bucket, String key) {
        return location.bucket().equals(bucket) && key.startsWith(location.prefix());
    }
}
