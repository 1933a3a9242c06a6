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
import org.jspecify.annotations.Nullable;

/** The process's and the streams' figures, as Prometheus reads them. Shared between threads. */
final class MetricsPage implements PageHandler, AutoCloseable {

    private final Delivery delivery;
    private final Clock clock;
    private @Nullable Figures figures;

    MetricsPage(Delivery delivery, Clock clock) {
        this.delivery = delivery;
        this.clock = clock;
    }

    /** What is kept from one reading to the next. */
    private record Figures(PrometheusMeterRegistry registry, JvmGcMetrics gc, StreamMeters streams) {

        static Figures begin(Clock clock) {
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            JvmGcMetrics gc = new JvmGcMetrics();
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            gc.bindTo(registry);
            return new Figures(registry, gc, new StreamMeters(registry, clock));
        }
    }

    @Override
    public synchronized WireResponse handle(PageRequest request) {
        // Made when first asked: most starts are not watched, and need not wait for it.
        Figures shown = figures == null ? Figures.begin(clock) : figures;
        figures = shown;
        shown.streams().show(delivery.streams());
        return WireResponse.of(
                200, "text/plain; version=0.0.4", shown.registry().scrape().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
        if (figures != null) {
            figures.gc().close();
            figures.registry().close();
        }
    }
}
