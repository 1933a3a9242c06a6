package io.millrace.journal;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a journal. It ends where the next one begins: bytes beyond the next segment's base do not count.
 *
 * @param sequence the order of the segments; never used twice
 * @param base the position of its first byte after the header
 */
record Segment(Path directory, long sequence, long base) {

    static final Comparator<Segment> ORDER = Comparator.comparingLong(Segment::sequence);
    static final String UNFINISHED = ".new";

    private static final Pattern NAME = Pattern.compile("(\\d{10})-(\\d{18})\\.journal");

    /** The segment that a file name stands for, if it does. */
    static Optional<Segment> named(Path directory, String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Segment(directory, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
    }

    /** The segment to go on in at a position: this one again, made anew, where it holds nothing before that. */
    Segment successor(long position) {
        return position == base ? this : new Segment(directory, sequence + 1, position);
    }

    Path file() {
        return directory.resolve(name());
    }

    /** The file while it is being made. */
    Path unfinished() {
        return directory.resolve(name() + UNFINISHED);
    }

    private String name() {
        return String.format(Locale.ROOT, "%010d-%018d.journal", sequence, base);
    }

    /** Where a position stands in the file. */
    long offset(long position) {
        return position - base + Format.SEGMENT_HEADER;
    }

    /** The position that stands at an offset of the file; the base for those within the header. */
    long position(long offset) {
        return base + Math.max(0, offset - Format.SEGMENT_HEADER);
    }
}
