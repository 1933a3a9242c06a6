package io.millrace.objects.open;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One stream's open data, its read side: waits, pins and what people are told. Guarded by the stream. */
final class Reading {

    private final OpenStream stream;
    private final VisibleWaits waits = new VisibleWaits();
    private final Pins pins = new Pins();
    private volatile Set<Place> places = Set.of();
    private LongSupplier accepted = () -> 0;
    private String name;
    private @Nullable Stall stall;

    Reading(OpenStream stream) {
        this.stream = stream;
        this.name = stream.key().text();
    }

    void feeds(String newName, LongSupplier newAccepted, Set<Place> newPlaces) {
        synchronized (stream) {
            name = newName;
            accepted = newAccepted;
            places = Set.copyOf(newPlaces);
        }
    }

    Set<Place> places() {
        return places;
    }

    boolean writesTo(String bucket, String keyPrefix) {
        for (Place place : places) {
            if (place.overlaps(bucket, keyPrefix)) {
                return true;
            }
        }
        return false;
    }

    Pins pins() {
        return pins;
    }

    /** Waits until what is accepted now is visible; the answer is given once, perhaps at once. */
    Waiting await(Consumer<Optional<LeftOut>> answer) {
        VisibleWaits.Wait wait;
        long target;
        synchronized (stream) {
            target = accepted.getAsLong();
            if (stream.index().visible < target && stall == null) {
                wait = new VisibleWaits.Wait(
                        target,
                        () -> answer.accept(Optional.empty()),
                        () -> answer.accept(Optional.of(leftOut(target))));
                waits.add(wait);
                return () -> timeOut(wait, answer);
            }
        }
        answer.accept(stream.visible() >= target ? Optional.empty() : Optional.of(leftOut(target)));
        return () -> {};
    }

    /** A wait that can be given up; who gives up is answered, if that has not happened. */
    interface Waiting {
        void giveUp();
    }

    private void timeOut(VisibleWaits.Wait wait, Consumer<Optional<LeftOut>> answer) {
        synchronized (stream) {
            waits.remove(wait);
        }
        answer.accept(Optional.of(leftOut(wait.target())));
    }

    private LeftOut leftOut(long target) {
        synchronized (stream) {
            long behind = Math.max(0, target - stream.index().visible);
            Stall now = stall;
            if (now == null) {
                return new LeftOut(
                        name, LeftOut.Reason.DEADLINE, behind, Optional.empty(), "It was not processed in time.");
            }
            return new LeftOut(name, LeftOut.Reason.STALLED, behind, Optional.of(now.since()), now.message());
        }
    }

    List<Runnable> reached() {
        return waits.reached(stream.index().visible);
    }

    void stalled(Stall now) {
        List<Runnable> due;
        synchronized (stream) {
            Instant since = stall == null ? now.since() : stall.since();
            stall = new Stall(now.reason(), now.message(), since);
            due = waits.stalled();
        }
        due.forEach(Runnable::run);
    }

    void flowing() {
        synchronized (stream) {
            stall = null;
        }
    }

    void closed() {
        List<Runnable> due;
        synchronized (stream) {
            due = waits.stalled();
        }
        due.forEach(Runnable::run);
    }

    /** Pins the readable objects below the prefix in that incarnation of the bucket. */
    void snapshot(String bucket, String incarnation, String keyPrefix, OpenSnapshot into) {
        List<OpenObject> objects = new ArrayList<>();
        synchronized (stream) {
            long pin = Long.MAX_VALUE;
            for (LiveObject object : stream.index().objects.values()) {
                Birth birth = object.birth;
                if (object.readable()
                        && birth.bucket().equals(bucket)
                        && birth.incarnation().equals(incarnation)
                        && birth.key().startsWith(keyPrefix)) {
                    Extents.View view = object.extents.view();
                    pin = Math.min(pin, view.lowest());
                    objects.add(new OpenObject(
                            birth, object.size, object.records, () -> new ExtentStream(stream.journal(), view)));
                }
            }
            long pinned = pin;
            pins.add(pinned);
            into.add(objects, () -> unpin(pinned));
        }
    }

    /** The object's bytes, pinned until {@link #unpin}. Under the guard. */
    Extents.View pin(LiveObject object) {
        Extents.View view = object.extents.view();
        pins.add(view.lowest());
        return view;
    }

    void unpin(long position) {
        synchronized (stream) {
            pins.remove(position);
            stream.releaseSegments();
        }
    }

    OpenStatus status(Optional<String> sealFailure) {
        synchronized (stream) {
            long bytes = 0;
            long records = 0;
            int parked = 0;
            long parkedBytes = 0;
            Instant oldest = null;
            for (LiveObject object : stream.index().objects.values()) {
                bytes += object.size;
                records += object.records;
                if (object.readable()
                        && (oldest == null || object.birth.arrival().isBefore(oldest))) {
                    oldest = object.birth.arrival();
                }
                if (object.state == LiveObject.State.PARKED) {
                    parked++;
                    parkedBytes += object.size;
                }
            }
            return new OpenStatus(
                    stream.index().visible,
                    stream.index().tally,
                    stream.index().objects.size(),
                    bytes,
                    records,
                    parked,
                    parkedBytes,
                    stream.index().overdueBytes(),
                    Optional.ofNullable(oldest),
                    Optional.ofNullable(stall),
                    sealFailure);
        }
    }
}
