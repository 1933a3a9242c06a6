package io.millrace.journal;

import io.millrace.base.ByteSize;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import java.util.Map;

/** The settings of a journal. */
public record JournalConfig(
        @Setting(
                key = "journal.segment-size",
                fallback = "64MiB",
                doc = "The size at which a journal goes on in a new file; disk space is freed a file at a time.")
        ByteSize segmentSize,

        @Setting(
                key = "journal.max-commit",
                fallback = "8MiB",
                doc = "The most bytes that one force makes durable together, unless one append is larger.")
        ByteSize maxCommit,

        @Setting(
                key = "journal.max-queued",
                fallback = "64MiB",
                doc = "The most bytes that wait for the disk; appends beyond are refused at once.")
        ByteSize maxQueued) {

    public JournalConfig {
        if (segmentSize.bytes() > 1L << 40) {
            throw new IllegalArgumentException("journal.segment-size can be at most 1TiB, not " + segmentSize);
        }
        if (maxCommit.bytes() > 1L << 30) {
            throw new IllegalArgumentException("journal.max-commit can be at most 1GiB, not " + maxCommit);
        }
    }

    /** How many bytes of zeros are written ahead of small commits. */
    long ahead() {
        return Math.min(1L << 20, segmentSize.bytes() / 8);
    }

    public static JournalConfig defaults() {
        return new ConfigReader(Map.of()).read(JournalConfig.class);
    }
}
