package io.millrace.gateway.run;

/** What happens to a payload for which there is no template of its type. */
public enum Passthrough {
    WHEN_NO_MATCH,
    WHEN_NO_TEMPLATES,
    NEVER;

    /** True where the payload goes on as it is; false for 415. */
    boolean passes(boolean anyTemplate) {
        return switch (this) {
            case WHEN_NO_MATCH -> true;
            case WHEN_NO_TEMPLATES -> !anyTemplate;
            case NEVER -> false;
        };
    }
}
