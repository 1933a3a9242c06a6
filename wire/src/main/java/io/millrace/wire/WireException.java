package io.millrace.wire;

import java.util.Map;

/** The caller's fault, at the edge: rendered in the service's protocol, never logged with a stack. */
public final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient Map<String, String> members;

    /** The message tells the person what to do next. */
    public WireException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** With further members of the error document, e.g. QuickSight's {@code ResourceType}. */
    public WireException(ErrorCode code, String message, Map<String, String> members) {
        super(message, null, false, false);
        this.code = code;
        this.members = members;
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, String> members() {
        return members;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
