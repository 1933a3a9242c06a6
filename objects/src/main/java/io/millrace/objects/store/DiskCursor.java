package io.millrace.objects.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks a bucket's directories in the order of keys, leaving out those that cannot hold what is asked for. */
final class DiskCursor implements KeyCursor {

    private record Frame(Path directory, String prefix, Iterator<Child> children) {}

    private final DiskBucket bucket;
    private final DirectoryCache directories;
    private final String prefix;
    private final String after;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private String skipped = "";
    private @Nullable ObjectInfo current;

    DiskCursor(DiskBucket bucket, DirectoryCache directories, ListRequest request) throws IOException {
        this.bucket = bucket;
        this.directories = directories;
        this.prefix = request.prefix();
        this.after = request.startAfter();
        if (prefix.isEmpty() || Keys.isPossible(prefix)) {
            begin(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        }
    }

    /** Begins in the innermost directory that holds all keys with the prefix. */
    private void begin(String literal) throws IOException {
        Path directory = bucket.directory();
        for (String name : KeyPath.directories(literal)) {
            directory = directory.resolve(name);
            if (!directories.isDirectory(directory)) {
                return;
            }
        }
        push(directory, literal);
    }

    private void push(Path directory, String keyPrefix) throws IOException {
        frames.push(new Frame(
                directory,
                keyPrefix,
                directories.children(bucket, directory, keyPrefix).iterator()));
    }

    @Override
    public boolean advance() throws IOException {
        while (!frames.isEmpty()) {
            Frame frame = frames.element();
            if (!frame.children().hasNext()) {
                frames.pop();
            } else if (take(frame, frame.children().next())) {
                return true;
            }
        }
        return false;
    }

    private boolean take(Frame frame, Child child) throws IOException {
        ObjectInfo info = child.info();
        String text = frame.prefix() + child.part();
        if (!skipped.isEmpty() && text.startsWith(skipped)) {
            return false;
        }
        if (info == null) {
            if (mayHold(text)) {
                push(frame.directory().resolve(child.relative()), text);
            }
            return false;
        }
        if (!text.startsWith(prefix) || Keys.ORDER.compare(text, after) <= 0) {
            return false;
        }
        current = info;
        return true;
    }

    private boolean mayHold(String directoryPrefix) {
        return (directoryPrefix.startsWith(prefix) || prefix.startsWith(directoryPrefix))
                && (after.startsWith(directoryPrefix) || Keys.ORDER.compare(directoryPrefix, after) > 0);
    }

    @Override
    public String key() {
        return info().key();
    }

    @Override
    public ObjectInfo info() {
        if (current == null) {
            throw new NoSuchElementException();
        }
        return current;
    }

    @Override
    public void skip(String skip) {
        this.skipped = skip;
    }
}
