package io.millrace.wire.http;

import io.millrace.base.Caller;
import java.util.Optional;

/** Is told of every signed call after it was answered; bound by the server to the audit trail. Must not block. */
@FunctionalInterface
public interface CallObserver {

    /**
     * @param service signing name
     * @param operation AWS's name where the request tells it, else method and path
     * @param error wire name of the error; empty where it went well
     */
    record Call(
            String service, String operation, Caller caller, int status, Optional<String> error, String requestId) {}

    void completed(Call call);
}
