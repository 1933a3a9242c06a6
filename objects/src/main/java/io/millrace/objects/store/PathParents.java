package io.millrace.objects.store;

import java.nio.file.Path;

/** The directory that holds a path of ours: there always is one. */
final class PathParents {

    private PathParents() {}

    static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }
}
