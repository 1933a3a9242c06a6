package io.millrace.gateway;

import io.millrace.base.config.Setting;
import java.time.Duration;

/** The station's settings. */
public record GatewayConfig(
        @Setting(
                key = "gateway.template.threads",
                fallback = "2",
                doc = "How many threads render templates that loop, match or are large.")
        int templateThreads,

        @Setting(
                key = "gateway.template.queue",
                fallback = "1000",
                doc = "How many such templates may wait; further requests are answered 429.")
        int templateQueue,

        @Setting(
                key = "gateway.template.deadline",
                fallback = "1s",
                doc = "How long one such template may take; then the request is answered 500.")
        Duration templateDeadline) {

    public static GatewayConfig defaults() {
        return new GatewayConfig(2, 1_000, Duration.ofSeconds(1));
    }
}
