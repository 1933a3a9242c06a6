package io.millrace.wire.http;

import io.millrace.base.Caller;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.CommonError;
import io.millrace.wire.ErrorCode;
import io.millrace.wire.Protocol;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import io.millrace.wire.sign.RawRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is learned of a signed call on its way; errors are rendered with as much as is known. Used by one thread at a
 * time.
 */
final class ServiceCall {

    private static final Logger log = LoggerFactory.getLogger(ServiceCall.class);

    private record Denied(String wireName, int status) implements ErrorCode {}

    private final RawRequest raw;
    private Protocol protocol;
    private String requestId;
    private String serviceName = "";
    private String operation;
    private int deniedStatus = 403;
    private Optional<Caller> caller = Optional.empty();
    private Optional<String> error = Optional.empty();

    ServiceCall(RawRequest raw, Protocol guess) {
        this.raw = raw;
        this.protocol = guess;
        this.requestId = RequestId.next(guess);
        this.operation = raw.header("x-amz-target")
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .orElseGet(() -> raw.method() + " " + raw.rawPath());
    }

    RawRequest raw() {
        return raw;
    }

    Protocol protocol() {
        return protocol;
    }

    String requestId() {
        return requestId;
    }

    void service(WireService service) {
        serviceName = service.signingName();
        deniedStatus = service.deniedStatus();
        if (protocol != service.protocol()) {
            protocol = service.protocol();
            requestId = RequestId.next(protocol);
        }
    }

    void operation(String name) {
        operation = name;
    }

    void caller(Caller verified) {
        caller = Optional.of(verified);
    }

    /** The one place that decides what each throwable becomes. */
    WireResponse answer(Throwable fault) {
        return switch (fault) {
            case WireException refusal -> failed(refusal);
            case AccessDenied denial -> denied(denial);
            default -> ourFault(fault);
        };
    }

    private WireResponse failed(WireException refusal) {
        error = Optional.of(refusal.code().wireName());
        return ErrorAnswer.of(protocol, refusal, requestId);
    }

    private WireResponse denied(AccessDenied denial) {
        String name = CommonError.ACCESS_DENIED.in(protocol).wireName();
        error = Optional.of(name);
        return ErrorAnswer.of(protocol, new WireException(new Denied(name, deniedStatus), denial.text()), requestId);
    }

    private WireResponse ourFault(Throwable fault) {
        log.error("Request {} failed: {} {}", requestId, raw.method(), raw.rawPath(), fault);
        return failed(new WireException(
                CommonError.INTERNAL_FAILURE,
                "An internal error occurred. The server's log tells more under request id " + requestId + "."));
    }

    /** Tells who watches, once it is answered; a call whose caller is not known is nobody's. */
    void tell(CallObserver observer, WireResponse answer) {
        if (caller.isPresent()) {
            Optional<String> type = Optional.ofNullable(answer.headers().get("x-amzn-ErrorType"));
            observer.completed(new CallObserver.Call(
                    serviceName, operation, caller.get(), answer.status(), error.or(() -> type), requestId));
        }
    }
}
