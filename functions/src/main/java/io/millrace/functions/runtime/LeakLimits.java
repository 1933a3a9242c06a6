package io.millrace.functions.runtime;

/**
 * When a process whose answers carry what it was not asked for is replaced.
 *
 * @param prepare excess bytes in an answer at which a fresh process is started beside it
 * @param replace excess bytes at which the fresh one takes over, if it is ready
 * @param stop bytes of an answer, far below Lambda's limit, after which the old one is not used even if it is not
 */
public record LeakLimits(long prepare, long replace, long stop) {

    /** Low enough that a function at full speed does not reach 6 MB while Python starts. */
    public static LeakLimits defaults() {
        return new LeakLimits(256 << 10, 1 << 20, 4 << 20);
    }
}
