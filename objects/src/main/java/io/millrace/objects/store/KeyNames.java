package io.millrace.objects.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a segment of a key (what stands between two slashes) has on disk: itself, but for
 *
 * <pre>
 *   ""         %-            an empty segment: a//b is a/%-/b, and a/ is the file a/%-
 *   "."  ".."  %2E  %2E.     so that nothing climbs
 *   a long one                over 255 bytes: directories of up to 240 bytes, each with %~ at its end, then the rest
 *   %- %2E x%~ x%=            what would read as one of these has %25 for its last %
 *   a          a%=           only while a directory a stands beside it, because of a/b
 * </pre>
 *
 * Segment and name are each other's only counterpart, save for the last line.
 */
final class KeyNames {

    private static final int NAME_BYTES = 255;
    private static final int CHUNK_BYTES = 240;

    static final String CONTINUED = "%~";
    static final String BESIDE = "%=";

    /** What reads as ours: as a whole name, or at the end of one. */
    private static final Pattern OURS = Pattern.compile("^%((?:25)*)(?=(?:-|2E\\.?)$)|%((?:25)*)(?=[~=]$)");

    private KeyNames() {}

    /** The names from the outermost directory to the file or directory itself; more than one for a long segment. */
    static List<String> encode(String segment) {
        return split(escape(segment));
    }

    /** As {@link #encode}, for a file that stands beside a directory of its name. */
    static List<String> encodeBeside(String segment) {
        return split(escape(segment) + BESIDE);
    }

    /** The names of a file that must make room for a directory, from the last name it had. */
    static List<String> aside(String name) {
        return split(name + BESIDE);
    }

    /** The segment, or its part, that a name without markers stands for. */
    static String decode(String name) {
        return switch (name) {
            case "%-" -> "";
            case "%2E" -> ".";
            case "%2E." -> "..";
            default -> unescape(name);
        };
    }

    /** The name without the marker of a file that stands beside a directory, if it has that. */
    static Optional<String> beside(String name) {
        return name.endsWith(BESIDE)
                ? Optional.of(name.substring(0, name.length() - BESIDE.length()))
                : Optional.empty();
    }

    /** The name without the marker of a long segment's directory, if it has that. */
    static Optional<String> continued(String name) {
        return name.endsWith(CONTINUED)
                ? Optional.of(name.substring(0, name.length() - CONTINUED.length()))
                : Optional.empty();
    }

    private static String escape(String segment) {
        return switch (segment) {
            case "" -> "%-";
            case "." -> "%2E";
            case ".." -> "%2E.";
            default -> {
                Matcher ours = OURS.matcher(segment);
                yield ours.find() ? insert(segment, ours.start() + 1) : segment;
            }
        };
    }

    private static String insert(String segment, int at) {
        return segment.substring(0, at) + "25" + segment.substring(at);
    }

    private static String unescape(String name) {
        Matcher ours = OURS.matcher(name);
        if (!ours.find() || !name.startsWith("25", ours.start() + 1)) {
            return name;
        }
        return name.substring(0, ours.start() + 1) + name.substring(ours.start() + 3);
    }

    private static List<String> split(String name) {
        List<String> names = new ArrayList<>();
        String rest = name;
        while (bytes(rest) > NAME_BYTES) {
            int cut = cut(rest);
            names.add(rest.substring(0, cut) + CONTINUED);
            rest = rest.substring(cut);
        }
        names.add(rest);
        return names;
    }

    /** Where the longest beginning of whole code points ends that fits into a chunk. */
    private static int cut(String text) {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int next = text.offsetByCodePoints(at, 1);
            bytes += bytes(text.substring(at, next));
            if (bytes > CHUNK_BYTES) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
