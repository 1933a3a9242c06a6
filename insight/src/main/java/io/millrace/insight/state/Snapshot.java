package io.millrace.insight.state;

import java.time.Instant;

/** The imported rows of a data set: a file's name within the snapshots' directory, and what it holds. */
public record Snapshot(String dataSet, String file, long rows, long bytes, Instant taken) {}
