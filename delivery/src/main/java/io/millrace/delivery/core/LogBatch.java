package io.millrace.delivery.core;

import io.millrace.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was read of the log at once: records, then perhaps the marker that ended the batch.
 *
 * @param through the log position after the records and, if the records are none, the marker
 */
record LogBatch(List<SourceRecord> records, Optional<LogFrame> marker, long through) {

    /** Reads forward, record after record, into batches. Used by one task at a time. */
    static final class Source {

        private final JournalReader reader;
        private boolean held;

        Source(JournalReader reader) {
            this.reader = reader;
        }

        /** The next batch; without records and marker where there is nothing, and the position perhaps past damage. */
        LogBatch next(BatchLimit limit) throws IOException {
            List<SourceRecord> records = new ArrayList<>();
            long bytes = 0;
            long through = held ? reader.position() : reader.nextPosition();
            while (records.size() < limit.records() && bytes < limit.bytes() && advance()) {
                ByteBuffer payload = reader.payload();
                if (LogFrame.type(payload) == LogFrame.FILLING) {
                    through = reader.nextPosition();
                    continue;
                }
                if (LogFrame.type(payload) != LogFrame.RECORD) {
                    if (!records.isEmpty()) {
                        held = true; // The marker is a batch of its own.
                        break;
                    }
                    return new LogBatch(records, Optional.of(LogFrame.decode(payload)), reader.nextPosition());
                }
                records.add(copy(payload));
                bytes += payload.remaining();
                through = reader.nextPosition();
            }
            return new LogBatch(records, Optional.empty(), records.isEmpty() ? reader.nextPosition() : through);
        }

        private boolean advance() throws IOException {
            if (held) {
                held = false;
                return true;
            }
            return reader.next();
        }

        private SourceRecord copy(ByteBuffer payload) {
            int start = payload.position();
            byte[] data = new byte[payload.remaining() - 9];
            payload.get(start + 9, data);
            return new SourceRecord(reader.position(), 0, payload.getLong(start + 1), ByteBuffer.wrap(data));
        }

        void close() {
            reader.close();
        }
    }
}
