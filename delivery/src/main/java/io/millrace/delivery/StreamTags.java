package io.millrace.delivery;

import io.millrace.base.control.ControlDatabase;
import io.millrace.objects.open.StreamKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tags of streams, in SQLite. Shared between threads. */
final class StreamTags {

    private final ControlDatabase database;

    StreamTags(ControlDatabase database) {
        this.database = database;
    }

    /** By name. */
    Map<String, String> of(StreamKey stream) {
        Map<String, String> tags = new TreeMap<>();
        database.useTransaction(handle -> handle.createQuery("SELECT name, value FROM delivery_tags WHERE stream = ?")
                .bind(0, stream.text())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue())));
        return tags;
    }

    void change(StreamKey stream, Map<String, String> added, List<String> removed) {
        database.useTransaction(handle -> {
            for (String name : removed) {
                handle.execute("DELETE FROM delivery_tags WHERE stream = ? AND name = ?", stream.text(), name);
            }
            for (Map.Entry<String, String> tag : added.entrySet()) {
                handle.execute(
                        "INSERT INTO delivery_tags (stream, name, value) VALUES (?, ?, ?)"
                                + " ON CONFLICT (stream, name) DO UPDATE SET value = excluded.value",
                        stream.text(),
                        tag.getKey(),
                        tag.getValue());
            }
        });
    }

    void forget(StreamKey stream) {
        database.useTransaction(handle -> handle.execute("DELETE FROM delivery_tags WHERE stream = ?", stream.text()));
    }

    /** Forgets the tags of streams that are no more, as after a crash within a create or a delete. */
    void keepOnly(Collection<StreamKey> streams) {
        Set<String> known = streams.stream().map(StreamKey::text).collect(Collectors.toSet());
        List<String> tagged =
                database.inTransaction(handle -> handle.createQuery("SELECT DISTINCT stream FROM delivery_tags")
                        .mapTo(String.class)
                        .list());
        tagged.stream().filter(stream -> !known.contains(stream)).forEach(stream -> forget(new StreamKey(stream)));
    }
}
