package io.millrace.base.disk;

import java.time.Instant;

/**
 * What a directory entry is.
 *
 * @param name the last part of the path
 * @param size bytes; 0 for a directory
 */
public record FileStatus(String name, Kind kind, long size, Instant modified) {

    /** A symbolic link, a device and the like are OTHER: never followed, never served. */
    public enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }
}
