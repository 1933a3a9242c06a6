package io.millrace.delivery.core;

import java.util.Map;

/** Makes rows of processed records before they go into open data, as a table says. Called by one thread at a time. */
public interface FormatConversion {

    /** The table's columns cannot be had now; the message says why. It is tried again, and the stream is said to stall. */
    final class NoSchema extends Exception {
        private static final long serialVersionUID = 1L;

        public NoSchema(String message) {
            super(message);
        }

        /** The message, never null. */
        public String text() {
            return String.valueOf(getMessage());
        }
    }

    /** What is in force for a batch. */
    RowConverter converter() throws NoSchema;

    /** The table as error lines name it; what there is none of is an empty Optional. */
    Map<String, Object> table();
}
