package io.millrace.access.policy;

/** What one policy says; the strongest is last. */
public enum Answer {
    /** Nothing in it applies. */
    SILENT,
    /** Allowed to the asker's account as a whole, which an identity policy must pass on to the asker. */
    ALLOWED_TO_ACCOUNT,
    ALLOWED,
    /** An explicit Deny: nothing overrules it. */
    DENIED
}
