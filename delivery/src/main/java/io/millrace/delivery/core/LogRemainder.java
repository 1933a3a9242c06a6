package io.millrace.delivery.core;

import io.millrace.journal.JournalReader;
import io.millrace.objects.open.Definition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a log from some position on.
 *
 * @param definitions in their order
 * @param deletion whether the stream is being deleted
 */
record LogRemainder(long records, List<Definition> definitions, boolean deletion) {

    static LogRemainder read(StreamLog log, long from) throws IOException {
        long records = 0;
        List<Definition> definitions = new ArrayList<>();
        boolean deletion = false;
        try (JournalReader reader = log.read(Math.min(from, log.accepted()))) {
            while (reader.next()) {
                switch (LogFrame.type(reader.payload())) {
                    case LogFrame.RECORD -> records++;
                    case LogFrame.DELETION -> deletion = true;
                    case LogFrame.FILLING -> {}
                    default -> {
                        if (LogFrame.decode(reader.payload()) instanceof LogFrame.Defined(Definition definition)) {
                            definitions.add(definition);
                        }
                    }
                }
            }
        }
        return new LogRemainder(records, definitions, deletion);
    }
}
