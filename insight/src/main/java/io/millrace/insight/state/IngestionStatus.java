package io.millrace.insight.state;

/** QuickSight's states of an ingestion. */
public enum IngestionStatus {
    INITIALIZED,
    QUEUED,
    RUNNING,
    FAILED,
    COMPLETED,
    CANCELLED;

    public boolean ended() {
        return this == FAILED || this == COMPLETED || this == CANCELLED;
    }
}
