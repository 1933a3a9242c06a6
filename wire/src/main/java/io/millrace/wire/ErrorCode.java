package io.millrace.wire;

/** One error of a service, literally as AWS spells it; each service has an enum of these. */
public interface ErrorCode {

    /** E.g. {@code ResourceNotFoundException}. */
    String wireName();

    /** The HTTP status. */
    int status();
}
