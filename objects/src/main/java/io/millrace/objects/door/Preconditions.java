package io.millrace.objects.door;

import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.PutCondition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** HTTP's conditional headers, in the order of RFC 9110. Immutable. */
record Preconditions(
        Optional<String> match,
        Optional<String> noneMatch,
        Optional<Instant> modifiedSince,
        Optional<Instant> unmodifiedSince) {

    /** What they say of an object. */
    enum Verdict {
        GO,
        NOT_MODIFIED,
        FAILED
    }

    /** @param prefix empty, or that of a copy's source */
    static Preconditions of(S3Call call, String prefix) {
        return new Preconditions(
                call.header(prefix + "if-match"),
                call.header(prefix + "if-none-match"),
                call.header(prefix + "if-modified-since").flatMap(S3Text::parseHeaderDate),
                call.header(prefix + "if-unmodified-since").flatMap(S3Text::parseHeaderDate));
    }

    /** For a put: S3 knows one form of each of the two headers. */
    static PutCondition ofPut(S3Call call) {
        Optional<String> noneMatch = call.header("if-none-match");
        Optional<String> match = call.header("if-match");
        boolean other = noneMatch.isPresent() && !noneMatch.get().strip().equals("*");
        if (other || (noneMatch.isPresent() && match.isPresent())) {
            throw S3Error.NOT_IMPLEMENTED.with(
                    "A header you provided implies functionality that is not implemented: write If-None-Match: *, or"
                            + " If-Match with one ETag, alone.");
        }
        if (noneMatch.isPresent()) {
            return PutCondition.IF_ABSENT;
        }
        return match.isPresent() ? new PutCondition.IfMatch(S3Text.unquoted(match.get())) : PutCondition.ALWAYS;
    }

    Verdict on(ObjectInfo info) {
        Instant modified = info.lastModified().truncatedTo(ChronoUnit.SECONDS);
        if (match.isPresent()) {
            if (!names(match.get(), info.etag())) {
                return Verdict.FAILED;
            }
        } else if (unmodifiedSince.isPresent() && modified.isAfter(unmodifiedSince.get())) {
            return Verdict.FAILED;
        }
        if (noneMatch.isPresent()) {
            return names(noneMatch.get(), info.etag()) ? Verdict.NOT_MODIFIED : Verdict.GO;
        }
        return modifiedSince.isPresent() && !modified.isAfter(modifiedSince.get()) ? Verdict.NOT_MODIFIED : Verdict.GO;
    }

    private static boolean names(String header, String etag) {
        return List.of(header.split(",")).stream()
                .map(S3Text::unquoted)
                .anyMatch(named -> named.equals("*") || named.equals(etag));
    }
}
