package io.millrace.server;

import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.delivery.Delivery;
import io.millrace.delivery.StreamStatus;
import io.millrace.wire.WireResponse;
import io.millrace.wire.http.PageHandler;
import io.millrace.wire.http.PageRequest;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says that the server answers, since when, and how each delivery stream stands. Shared between threads. */
final class HealthPage implements PageHandler {

    private final Delivery delivery;
    private final Instant started;

    HealthPage(Delivery delivery, Clock clock) {
        this.delivery = delivery;
        this.started = clock.instant();
    }

    @Override
    public WireResponse handle(PageRequest request) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("status", "up").put("version", Main.Version.text()).put("started", started.toString());
        ArrayNode streams = answer.putArray("streams");
        for (StreamStatus stream : delivery.streams()) {
            ObjectNode one = streams.addObject()
                    .put("arn", stream.arn().toString())
                    .put("status", stream.status())
                    .put("backlogBytes", stream.backlogBytes())
                    .put("overdueBytes", stream.open().overdueBytes())
                    .put("parkedBytes", stream.open().parkedBytes());
            stream.open()
                    .stall()
                    .ifPresent(stall -> one.put("stalledSince", stall.since().toString()));
            stream.trouble().ifPresent(trouble -> one.put("trouble", trouble));
        }
        return WireResponse.json(200, answer);
    }
}
