package io.millrace.insight.page;

import io.millrace.base.Json;
import io.millrace.insight.data.QueryFailed;
import io.millrace.insight.visual.VisualRefused;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A failure in a page's words.
 *
 * @param ours true where it is a fault of this program, whose details are for the log
 */
record PageFailure(int status, String message, boolean ours) {

    static PageFailure of(Exception failure) {
        return switch (failure) {
            case VisualRefused refused -> new PageFailure(422, refused.text(), false);
            case QueryFailed failed -> new PageFailure(422, failed.text(), false);
            case AccessDenied denied -> new PageFailure(403, denied.text(), false);
            case WireException wire -> new PageFailure(wire.code().status(), wire.text(), false);
            default -> new PageFailure(500, "The server failed at this. Its log says why.", true);
        };
    }

    ObjectNode json() {
        return Json.MAPPER.createObjectNode().put("error", message).put("status", status);
    }
}
