package io.millrace.benchmarks.ingest;

import io.millrace.base.Json;
import io.millrace.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Looks twice a second how much a server has accepted and not yet processed. Shared between threads. */
final class Backlog implements AutoCloseable {

    private final ServerProcess server;
    private final List<Long> bytes = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private final ScheduledFuture<?> looking;

    Backlog(ServerProcess server) {
        this.server = server;
        this.looking = clock.scheduleAtFixedRate(this::look, 500, 500, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            long now = now(server);
            synchronized (bytes) {
                bytes.add(now);
            }
        } catch (IOException | InterruptedException missed) {
            // One look fewer.
        }
    }

    static long now(ServerProcess server) throws IOException, InterruptedException {
        long sum = 0;
        for (JsonNode stream : Json.MAPPER.readTree(server.page("/_/health")).path("streams")) {
            sum += stream.path("backlogBytes").asLong();
        }
        return sum;
    }

    /** By how many bytes it grew from the first third of the time to the last, on average; 0 where it shrank. */
    double growth() {
        synchronized (bytes) {
            int third = bytes.size() / 3;
            return Math.max(0, mean(bytes.size() - third, bytes.size()) - mean(0, third));
        }
    }

    private double mean(int from, int to) {
        return bytes.subList(from, to).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElse(0);
    }

    @Override
    public void close() {
        looking.cancel(true);
        clock.shutdownNow();
    }
}
