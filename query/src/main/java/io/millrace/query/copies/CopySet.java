package io.millrace.query.copies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The copies of one identity. Guarded by the lock of its {@link Copies}. */
final class CopySet {

    private record Place(CopyFile file, CopiedObject object) {}

    private final List<CopyFile> files = new ArrayList<>();
    private final Map<String, Map<String, Place>> buckets = new HashMap<>();

    List<CopyFile> files() {
        return List.copyOf(files);
    }

    /** A file's objects are answered for by it from now on. */
    void add(CopyFile file) {
        files.add(file);
        for (CopiedObject object : file.objects()) {
            Place before = objects(object.bucket()).put(object.key(), new Place(file, object));
            if (before != null) {
                before.file().died(before.object());
            }
        }
    }

    /** As {@link #add}, but only for what the files that it replaces still answer for. */
    void replace(CopyFile file, List<CopyFile> before) {
        files.add(file);
        for (CopiedObject object : file.objects()) {
            Map<String, Place> places = objects(object.bucket());
            Place place = places.get(object.key());
            if (place != null && before.contains(place.file())) {
                places.put(object.key(), new Place(file, object));
            } else {
                file.died(object);
            }
        }
    }

    void remove(CopyFile file) {
        files.remove(file);
        for (CopiedObject object : file.objects()) {
            objects(object.bucket()).computeIfPresent(object.key(), (_, place) -> place.file() == file ? null : place);
        }
    }

    /** The objects of a file that it still answers for. */
    List<CopiedObject> live(CopyFile file) {
        return file.objects().stream()
                .filter(object -> {
                    Place place = objects(object.bucket()).get(object.key());
                    return place != null
                            && place.file() == file
                            && place.object().number() == object.number();
                })
                .toList();
    }

    /** An object is no longer what was copied. */
    void gone(String bucket, String key, String generationNow) {
        Place place = objects(bucket).get(key);
        if (place != null && !place.object().generation().equals(generationNow)) {
            objects(bucket).remove(key);
            place.file().died(place.object());
        }
    }

    /** All keys of a bucket that are answered for. */
    Set<String> keys(String bucket) {
        return Set.copyOf(objects(bucket).keySet());
    }

    Set<String> bucketNames() {
        return Set.copyOf(buckets.keySet());
    }

    boolean answers(Wanted wanted) {
        return place(wanted) != null;
    }

    /** Holds the files that it chooses; those that are no longer whole are in {@code broken} then, and not chosen. */
    Selection select(List<Wanted> wanted, long now, List<CopyFile> broken) {
        Map<CopyFile, List<Integer>> chosen = new LinkedHashMap<>();
        Map<CopyFile, Boolean> usable = new HashMap<>();
        List<Selection.Kept> kept = new ArrayList<>();
        List<Wanted> rest = new ArrayList<>();
        for (Wanted one : wanted) {
            Place place = place(one);
            if (place == null || !usable.computeIfAbsent(place.file(), file -> hold(file, now, broken))) {
                rest.add(one);
                continue;
            }
            CopiedObject object = place.object();
            chosen.computeIfAbsent(place.file(), _ -> new ArrayList<>()).add(object.number());
            if (!object.kept().isEmpty()) {
                kept.add(new Selection.Kept(object.bucket(), object.key(), object.partition(), object.kept()));
            }
        }
        return new Selection(chosen, kept, rest);
    }

    private static boolean hold(CopyFile file, long now, List<CopyFile> broken) {
        if (!file.looksIntact()) {
            broken.add(file);
            return false;
        }
        return file.hold(now);
    }

    private @Nullable Place place(Wanted wanted) {
        Place place = objects(wanted.bucket()).get(wanted.object().key());
        boolean same = place != null
                && place.object().generation().equals(wanted.object().generation())
                && place.object().partition().equals(wanted.partition());
        return same ? place : null;
    }

    private Map<String, Place> objects(String bucket) {
        return buckets.computeIfAbsent(bucket, _ -> new HashMap<>());
    }
}
