package io.millrace.gateway.template;

/** The template cannot be compiled: it does not parse, or uses what is not allowed. The message says what to change. */
public final class TemplateRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TemplateRefused(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
