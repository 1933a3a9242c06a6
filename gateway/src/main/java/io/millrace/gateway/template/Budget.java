package io.millrace.gateway.template;

/**
 * What one rendering may spend: turns (each expression and statement is one), characters read or written, and time.
 * Used by one thread. Every place that loops, copies or matches charges here first, so that a template dies early.
 */
public final class Budget {

    /** A single string, and the whole output: API Gateway's payload limit. */
    public static final int MAX_TEXT = 10 * 1024 * 1024;

    /** AWS's own limit of a #foreach. */
    public static final int MAX_ITERATIONS = 1_000;

    private static final int CHECK_EVERY = 1 << 18;

    private long turns;
    private long characters;
    private final long deadlineNanos;
    private long nextCheck;

    private Budget(long turns, long characters, long deadlineNanos) {
        this.turns = turns;
        this.characters = characters;
        this.deadlineNanos = deadlineNanos;
        this.nextCheck = characters - CHECK_EVERY;
    }

    /** For a thread that must not be held: a few milliseconds at the most. */
    public static Budget small() {
        return new Budget(20_000, 2_000_000, Long.MAX_VALUE);
    }

    /** For a thread of the pool. */
    public static Budget full(long deadlineNanos) {
        return new Budget(2_000_000, 200_000_000, deadlineNanos);
    }

    /** Takes one turn. */
    public void turn() {
        if (--turns < 0) {
            throw limit("it takes too many turns");
        }
        if ((turns & 0x3FF) == 0) {
            checkTime();
        }
    }

    /** Takes characters that are about to be read, copied or compared. */
    public void characters(long count) {
        characters -= count;
        if (characters < 0) {
            throw limit("it moves too much text");
        }
        if (characters < nextCheck) {
            nextCheck = characters - CHECK_EVERY;
            checkTime();
        }
    }

    /** Takes the characters of a string that is about to be made. */
    public void newText(long length) {
        if (length > MAX_TEXT) {
            throw limit("a string would be longer than " + MAX_TEXT + " characters");
        }
        characters(length);
    }

    private void checkTime() {
        if (deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos > 0) {
            throw limit("it takes too long");
        }
    }

    static TemplateFailure limit(String why) {
        return new TemplateFailure(
                TemplateFailure.Kind.LIMIT, "The template was stopped: " + why + ". Make it simpler.");
    }
}
