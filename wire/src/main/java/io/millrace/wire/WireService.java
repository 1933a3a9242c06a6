package io.millrace.wire;

import java.util.List;

/** One AWS service as the router sees it. Shared between threads. */
public interface WireService {

    /** The service's name in a signature's credential scope, e.g. {@code firehose}. */
    String signingName();

    /** How requests are read and errors rendered. */
    Protocol protocol();

    /** Every operation that we know of, the refused ones too; {@code docs/compatibility.md} is made from it. */
    List<OperationInfo> operations();

    /**
     * Answers one authenticated request. A {@link WireException} is rendered by {@link #protocol}; any other exception
     * is our fault and becomes a 500 with the request id.
     */
    WireResponse handle(WireRequest request) throws Exception;

    /** The status of {@link AccessDenied}, where the service has its own (QuickSight: 401). */
    default int deniedStatus() {
        return CommonError.ACCESS_DENIED.in(protocol()).status();
    }
}
