package io.millrace.objects.store;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads one directory of a bucket into the keys that it stands for. Left out: links, devices, names that are not UTF-8,
 * and names in our forms where we would not have put them. Used by one thread, under the bucket's lock.
 */
final class DirectoryReading {

    /** By key; of two files for one key the one that counts comes first. */
    private static final Comparator<Child> ORDER =
            Comparator.comparing(Child::part, Keys.ORDER).thenComparing(Child::isSecond);

    private final Disk disk;
    private final ObjectFiles files;
    private final Path bucket;
    private final Path directory;
    private final String prefix;
    private final List<Child> children = new ArrayList<>();

    private DirectoryReading(Disk disk, ObjectFiles files, Path bucket, Path directory, String prefix) {
        this.disk = disk;
        this.files = files;
        this.bucket = bucket;
        this.directory = directory;
        this.prefix = prefix;
    }

    /** @param prefix what the keys of the directory's files begin with */
    static List<Child> read(Disk disk, ObjectFiles files, Path bucket, Path directory, String prefix)
            throws IOException {
        DirectoryReading reading = new DirectoryReading(disk, files, bucket, directory, prefix);
        reading.collect("", "");
        return reading.sorted();
    }

    private void collect(String below, String begun) throws IOException {
        for (FileStatus entry : disk.list(directory.resolve(below))) {
            if (isReadable(below, entry.name())) {
                switch (entry.kind()) {
                    case FILE -> file(below, begun, entry);
                    case DIRECTORY -> directory(below, begun, entry.name());
                    case OTHER -> {}
                }
            }
        }
    }

    private void file(String below, String begun, FileStatus entry) throws IOException {
        String name = entry.name();
        String part = KeyNames.decode(begun + KeyNames.beside(name).orElse(name));
        String key = prefix + part;
        Path path = directory.resolve(below + name);
        if (isOurPlace(key, path)) {
            Optional<ObjectInfo> info = files.look(path, entry, key);
            info.ifPresent(seen -> children.add(new Child(part, below + name, seen)));
        }
    }

    private void directory(String below, String begun, String name) throws IOException {
        Optional<String> chunk = KeyNames.continued(name);
        if (chunk.isPresent()) {
            collect(below + name + "/", begun + chunk.get());
        } else {
            children.add(new Child(KeyNames.decode(begun + name) + "/", below + name, null));
        }
    }

    /** A name that is not UTF-8 came with a replacement character, and nothing stands at that. */
    private boolean isReadable(String below, String name) throws IOException {
        return name.indexOf('\uFFFD') < 0
                || disk.status(directory.resolve(below + name)).isPresent();
    }

    private boolean isOurPlace(String key, Path path) {
        if (!Keys.isPossible(key)) {
            return false;
        }
        if (bucket.relativize(path).toString().indexOf('%') < 0) {
            return true;
        }
        KeyPath places = KeyPath.of(key);
        return path.equals(places.first(bucket)) || path.equals(places.second(bucket));
    }

    private List<Child> sorted() {
        children.sort(ORDER);
        List<Child> once = new ArrayList<>(children.size());
        for (Child child : children) {
            if (once.isEmpty() || !once.getLast().part().equals(child.part())) {
                once.add(child);
            }
        }
        return List.copyOf(once);
    }
}
