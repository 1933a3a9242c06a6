package io.millrace.objects.door;

import io.millrace.wire.OperationInfo;
import io.millrace.wire.WireResponse;
import java.io.IOException;
import java.util.List;

/**
 * One line of S3's table.
 *
 * @param markers what tells it from others of its method and level: query parameters that are present, or headers, with
 *     an @ before
 * @param info its line of the compatibility page
 */
record S3Operation(String method, Level level, List<String> markers, OperationInfo info, Run run) {

    /** What a path names. */
    enum Level {
        SERVICE,
        BUCKET,
        OBJECT
    }

    /** Answers a call that was not refused. */
    @FunctionalInterface
    interface Run {
        WireResponse run(S3Call call) throws IOException;
    }

    boolean matches(S3Call call) {
        return method.equals(call.request().method())
                && level == level(call)
                && markers.stream().allMatch(marker -> isPresent(call, marker));
    }

    private static boolean isPresent(S3Call call, String marker) {
        return marker.startsWith("@")
                ? call.request().header(marker.substring(1)).isPresent()
                : call.has(marker);
    }

    private static Level level(S3Call call) {
        if (call.bucket().isEmpty()) {
            return Level.SERVICE;
        }
        return call.key().isEmpty() ? Level.BUCKET : Level.OBJECT;
    }
}
