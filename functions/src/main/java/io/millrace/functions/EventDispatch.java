package io.millrace.functions;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.functions.definition.AcceptedEvent;
import io.millrace.functions.definition.EventStore;
import io.millrace.functions.definition.FunctionName;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs events that were accepted, each at least once, in the order of their due times and as many of a function at once
 * as it may have processes. Shared between threads. An event is on disk before it is accepted and until it has an
 * outcome: answered, failed three times, or older than six hours.
 */
final class EventDispatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventDispatch.class);

    /** Lambda's limit for an asynchronous request. */
    static final int REQUEST_LIMIT = 1_048_576;

    private static final int TRIES = 3;
    private static final Duration AGE = Duration.ofHours(6);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** What runs an event. */
    interface Runs {
        /** Throws where the function could not be asked. */
        InvokeResult run(FunctionName name, String requestId, byte[] payload, Optional<String> clientContext);

        /** Writes a line into the function's log. */
        void note(FunctionKey key, String text);
    }

    /** The events of one function. */
    private static final class Lane {
        private final PriorityQueue<AcceptedEvent> waiting =
                new PriorityQueue<>(Comparator.comparingLong(AcceptedEvent::dueMillis));
        private int running;
    }

    private final EventStore store;
    private final Runs runs;
    private final Clock clock;
    private final Scheduler scheduler;
    private final FunctionsConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FunctionKey, Lane> lanes = new HashMap<>();
    private long bytes;
    private volatile boolean closed;

    EventDispatch(EventStore store, Runs runs, Clock clock, Scheduler scheduler, FunctionsConfig config) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
        this.scheduler = scheduler;
        this.config = config;
    }

    /** Goes on with what an earlier process had accepted. */
    void resume() {
        store.all().forEach(event -> {
            claim(event.size(), Long.MAX_VALUE);
            enqueue(event);
        });
    }

    /** The event is on disk when this returns. */
    void accept(FunctionName name, byte[] payload, Optional<String> clientContext) {
        if (!claim(payload.length, config.eventQueue().bytes())) {
            throw LambdaError.TOO_MANY_REQUESTS.with("Rate Exceeded. More than "
                    + config.eventQueue().bytes() + " bytes of events wait for their functions; try again, or raise the"
                    + " setting functions.event-queue.");
        }
        long now = now();
        AcceptedEvent event = new AcceptedEvent(
                UUID.randomUUID().toString(), name, clientContext.orElse(""), payload.length, now, now, 0, 0);
        try {
            store.put(event, payload);
        } catch (RuntimeException failure) {
            release(payload.length);
            log.warn("An event for {} cannot be kept", name.key().name(), failure);
            throw LambdaError.SERVICE.with("The event cannot be kept. Try again.");
        }
        enqueue(event);
    }

    private boolean claim(long size, long limit) {
        lock.lock();
        try {
            if (bytes + size > limit) {
                return false;
            }
            bytes += size;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void release(long size) {
        lock.lock();
        try {
            bytes -= size;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(AcceptedEvent event) {
        FunctionKey key = event.name().key();
        lock.lock();
        try {
            lanes.computeIfAbsent(key, same -> new Lane()).waiting.add(event);
        } finally {
            lock.unlock();
        }
        Duration delay = Duration.ofMillis(Math.max(0, event.dueMillis() - now()));
        if (delay.isZero()) {
            start(key);
        } else {
            scheduler.schedule(delay, () -> start(key));
        }
    }

    /** Starts as many of the function's due events as may run. */
    private void start(FunctionKey key) {
        lock.lock();
        try {
            Lane lane = lanes.get(key);
            while (lane != null && !closed && lane.running < config.workers()) {
                AcceptedEvent next = lane.waiting.peek();
                if (next == null || next.dueMillis() > now()) {
                    break;
                }
                AcceptedEvent due = lane.waiting.remove();
                lane.running++;
                Thread.ofVirtual().name("function-event").start(() -> run(due));
            }
            if (lane != null && lane.running == 0 && lane.waiting.isEmpty()) {
                lanes.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(AcceptedEvent event) {
        FunctionKey key = event.name().key();
        try {
            tried(event).ifPresentOrElse(this::enqueue, () -> release(event.size()));
        } catch (RuntimeException failure) {
            // The store failed: the event is still on disk, and is tried again after the next start.
            log.error("An event of {} has no outcome yet", key.name(), failure);
        } finally {
            lock.lock();
            try {
                Lane lane = lanes.get(key);
                if (lane != null) {
                    lane.running--;
                }
            } finally {
                lock.unlock();
            }
            start(key);
        }
    }

    /** What is left to do: the event with its next due time, or nothing. */
    private Optional<AcceptedEvent> tried(AcceptedEvent event) {
        Optional<byte[]> payload = store.payload(event.id());
        if (payload.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String> context = Optional.of(event.context()).filter(text -> !text.isEmpty());
            InvokeResult result = runs.run(event.name(), event.id(), payload.get(), context);
            if (result.functionError().isEmpty()) {
                store.remove(event.id());
                return Optional.empty();
            }
            long wait = config.eventRetry().toMillis() * (event.failures() + 1L);
            return postponed(event.failed(now() + wait), "the function failed");
        } catch (WireException refused) {
            if (closed) {
                return Optional.empty(); // It stays on disk for the next start.
            }
            if (refused.code() == LambdaError.RESOURCE_NOT_FOUND) {
                return dropped(event, refused.text());
            }
            return postponed(refused(event), refused.text());
        } catch (AccessDenied denied) {
            return postponed(refused(event), denied.text());
        }
    }

    private AcceptedEvent refused(AcceptedEvent event) {
        return event.refused(now() + Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(event.refusals(), 20)));
    }

    private Optional<AcceptedEvent> postponed(AcceptedEvent event, String why) {
        if (event.failures() >= TRIES) {
            return dropped(event, why + " " + TRIES + " times");
        }
        if (event.dueMillis() - event.acceptedMillis() > AGE.toMillis()) {
            return dropped(event, why + ", and it would be older than " + AGE.toHours() + " hours");
        }
        store.postpone(event);
        return Optional.of(event);
    }

    private Optional<AcceptedEvent> dropped(AcceptedEvent event, String why) {
        store.remove(event.id());
        runs.note(event.name().key(), "[WARNING] The event " + event.id() + " is dropped: " + why + ".");
        return Optional.empty();
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }

    /** Starts no further event. */
    @Override
    public void close() {
        closed = true;
    }
}
