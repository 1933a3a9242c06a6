package io.millrace.server;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.base.Clock;
import io.millrace.delivery.Delivery;
import io.millrace.wire.WireResponse;
import io.millrace.wire.http.PageHandler;
import io.millrace.wire.http.PageRequest;
import java.nio.charset.StandardCharsets;

/** The process's and the streams' figures, as Prometheus reads them. Shared between threads. */
final class MetricsPage implements PageHandler, AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Delivery delivery;
    private final StreamMeters streams;

    MetricsPage(Delivery delivery, Clock clock) {
        this.delivery = delivery;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        gc.bindTo(registry);
        this.streams = new StreamMeters(registry, clock);
    }

    @Override
    public synchronized WireResponse handle(PageRequest request) {
        streams.show(delivery.streams());
        return WireResponse.of(
                200, "text/plain; version=0.0.4", registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
