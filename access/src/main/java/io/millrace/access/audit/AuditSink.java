package io.millrace.access.audit;

/** Takes events, without waiting. Shared between threads. */
@FunctionalInterface
public interface AuditSink {

    void record(AuditEvent event);
}
