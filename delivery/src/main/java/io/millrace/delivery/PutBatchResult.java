package io.millrace.delivery;

import java.util.List;
import java.util.Optional;

/** What became of each record of a batch, in their order. */
public record PutBatchResult(int failed, List<Entry> entries) {

    /** An id, or an error code and its message. */
    public record Entry(Optional<String> recordId, Optional<String> errorCode, Optional<String> errorMessage) {

        static Entry accepted(String recordId) {
            return new Entry(Optional.of(recordId), Optional.empty(), Optional.empty());
        }

        static Entry refused(String code, String message) {
            return new Entry(Optional.empty(), Optional.of(code), Optional.of(message));
        }
    }
}
