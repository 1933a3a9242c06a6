package io.millrace.access.audit;

import io.millrace.base.Clock;
import io.millrace.wire.http.CallObserver;
import java.util.List;
import java.util.Optional;

/**
 * Writes signed calls that change something to the trail; reading and the data's own way (records, objects, invocations)
 * are left out. Shared between threads.
 */
public final class CallTrail implements CallObserver {

    private static final List<String> NOT_KEPT =
            List.of("Get", "List", "Describe", "Head", "Batch", "PutRecord", "GET ", "HEAD ", "OPTIONS ");

    private final AuditSink sink;
    private final Clock clock;

    public CallTrail(AuditSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void completed(Call call) {
        if (changes(call)) {
            sink.record(new AuditEvent(
                    clock.instant(),
                    call.caller().principal().toString(),
                    call.service() + ":" + call.operation(),
                    "",
                    call.error().orElse("ok"),
                    Optional.of(call.requestId())));
        }
    }

    private static boolean changes(Call call) {
        String operation = call.operation();
        if (NOT_KEPT.stream().anyMatch(operation::startsWith) || operation.endsWith("/invocations")) {
            return false;
        }
        return !call.service().equals("s3") || isBucket(operation.substring(operation.indexOf('/') + 1));
    }

    /** {@code bucket} or {@code bucket/}, but no key. */
    private static boolean isBucket(String path) {
        int slash = path.indexOf('/');
        return slash < 0 || slash == path.length() - 1;
    }
}
