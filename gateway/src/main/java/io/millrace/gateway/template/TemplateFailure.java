package io.millrace.gateway.template;

/** A rendering that failed or was stopped. Carries no stack: the template's author needs the message. */
public final class TemplateFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who is to blame. */
    public enum Kind {
        /** The template did what cannot be done, e.g. a substring past the end. */
        TEMPLATE,
        /** The budget is spent. */
        LIMIT,
        /** The payload is not what the template asks of it. */
        PAYLOAD
    }

    private final Kind kind;

    public TemplateFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
