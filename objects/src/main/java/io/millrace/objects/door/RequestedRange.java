package io.millrace.objects.door;

import io.millrace.objects.store.ByteRange;
import io.millrace.wire.WireException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code Range} header held against an object's size. */
record RequestedRange(ByteRange bytes, long size) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty where the whole object is wanted: no header, several ranges, or none that can be read. */
    static Optional<RequestedRange> of(Optional<String> header, long size) {
        Matcher matcher = ONE.matcher(header.orElse("").strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last;
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            first = suffix == 0 ? size : Math.max(0, size - suffix);
            last = size - 1;
        } else {
            first = Long.parseLong(matcher.group(1));
            last = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
            if (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first) {
                return Optional.empty();
            }
        }
        if (first >= size) {
            throw new WireException(
                    S3Error.INVALID_RANGE,
                    "The requested range is not satisfiable",
                    Map.of("RangeRequested", header.orElse(""), "ActualObjectSize", Long.toString(size)));
        }
        return Optional.of(new RequestedRange(new ByteRange(first, last - first + 1), size));
    }

    String contentRange() {
        return "bytes " + bytes.offset() + "-" + (bytes.offset() + bytes.length() - 1) + "/" + size;
    }
}
