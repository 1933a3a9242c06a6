package io.millrace.objects.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a key's file may stand below its bucket's directory. The same key has always the same two places; the second
 * is used only while a directory stands at the first.
 *
 * @param directories from the outermost
 * @param first usual place: directories and a file
 * @param second beside a directory of the same name
 */
record KeyPath(List<String> directories, List<String> first, List<String> second) {

    static KeyPath of(String key) {
        int slash = key.lastIndexOf('/');
        List<String> directories = slash < 0 ? List.of() : directories(key.substring(0, slash + 1));
        String last = key.substring(slash + 1);
        return new KeyPath(directories, KeyNames.encode(last), KeyNames.encodeBeside(last));
    }

    /** The directories that hold every key with a prefix, up to the prefix's last slash. */
    static List<String> directories(String prefix) {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', from)) {
            names.addAll(KeyNames.encode(prefix.substring(from, slash)));
            from = slash + 1;
        }
        return List.copyOf(names);
    }

    Path first(Path bucket) {
        return resolve(bucket, directories, first);
    }

    Path second(Path bucket) {
        return resolve(bucket, directories, second);
    }

    @SafeVarargs
    static Path resolve(Path bucket, List<String>... names) {
        Path path = bucket;
        for (List<String> part : names) {
            for (String name : part) {
                path = path.resolve(name);
            }
        }
        return path;
    }
}
