package io.millrace.server;

import io.millrace.base.Json;
import io.millrace.server.demo.Demo;
import io.millrace.wire.WireResponse;
import io.millrace.wire.http.PageHandler;
import io.millrace.wire.http.PageRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells the menu page where its clicks go, once a demo was provisioned. Shared between threads. */
final class DemoPage implements PageHandler {

    private volatile Demo.@Nullable Address address;

    void show(Demo.Address shown) {
        address = shown;
    }

    @Override
    public WireResponse handle(PageRequest request) {
        Demo.Address shown = address;
        if (shown == null) {
            return WireResponse.of(
                    404,
                    "application/json",
                    "{\"message\":\"No demo runs here. Start one with ./millrace demo.\"}"
                            .getBytes(StandardCharsets.UTF_8));
        }
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("eventsPath", shown.path()).put("menu", "restaurant_name");
        answer.putObject("board")
                .put("kind", "dashboard")
                .put("region", "us-east-1")
                .put("id", shown.dashboardId());
        return WireResponse.json(200, answer);
    }
}
