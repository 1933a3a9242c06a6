package io.millrace.objects.open;

import io.millrace.base.Scheduler.Cancellable;
import io.millrace.journal.Journal;
import io.millrace.objects.feed.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's open data, its write side. Shared between threads; itself the guard of its index. Nothing here blocks
 * but {@link #close}. The contract is objects/OPEN.md.
 */
public final class OpenStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenStream.class);

    private final StreamKey key;
    private final Surroundings around;
    private final Journal journal;
    private final OpenIndex index;
    private final Sealing sealing;
    private final Carrying carrying;
    private final Reading reading;
    private final Deque<Submission> turns = new ArrayDeque<>();
    private boolean turnTaken;
    private boolean closed;
    private @Nullable Cancellable timer;
    private long timerDueNanos;
    private long released;
    private volatile SealObserver observer = SealObserver.NONE;

    OpenStream(StreamKey key, Surroundings around, Journal journal, OpenIndex index, SealSteps steps) {
        this.key = key;
        this.around = around;
        this.journal = journal;
        this.index = index;
        this.sealing = new Sealing(this, around, steps);
        this.carrying = new Carrying(this, around);
        this.reading = new Reading(this);
        this.released = journal.start();
    }

    /** What recovery found to be done: seals that were begun, ages that go on. */
    synchronized void resume() {
        long now = around.clock().nanoTime();
        for (LiveObject object : index.objects.values()) {
            Duration age =
                    Duration.between(object.birth.bornAt(), around.clock().instant());
            object.dueNanos = now + remaining(object.birth.sealAfter(), age).toNanos();
            boolean youngest = index.current(object.birth.group()) == object;
            if (object.state == LiveObject.State.OPEN && (!youngest || object.size >= object.birth.sealAtBytes())) {
                object.state = LiveObject.State.FULL;
            }
            if (object.state != LiveObject.State.OPEN) {
                index.overdue(object);
            }
            sealing.request(object);
        }
        armTimer();
    }

    /** A wall clock that was set back or forward costs at most one interval, or one early seal. */
    private static Duration remaining(Duration interval, Duration age) {
        Duration left = interval.minus(age.isNegative() ? Duration.ZERO : age);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public StreamKey key() {
        return key;
    }

    /** The log position below which every record has its outcome; 0 where nothing was committed yet. */
    public long visible() {
        return index.visible;
    }

    /** Bytes in objects that are to be sealed and are not yet, parked ones aside: much, where sealing does not get on. */
    public long overdueBytes() {
        return index.overdueBytes();
    }

    SealObserver observer() {
        return observer;
    }

    /** Tells how sealing goes from now on. */
    public void observe(SealObserver newObserver) {
        observer = newObserver;
    }

    /** The definition in force at {@link #visible}. */
    public synchronized Optional<Definition> definition() {
        return index.definition();
    }

    /**
     * Tells whom to wait for and where: once after opening, then whenever it changes.
     *
     * @param name for people
     * @param accepted the log position below which every record is forced
     * @param places every place that an accepted record could go to
     */
    public void feeds(String name, LongSupplier accepted, Set<Place> places) {
        reading.feeds(name, accepted, places);
    }

    /** Begins the next batch. One at a time. */
    public OpenBatch begin() {
        return new OpenBatch(this);
    }

    /** Nothing becomes visible for now: who waits is told, and who comes does not wait. */
    public void stalled(Stall stall) {
        reading.stalled(stall);
    }

    /** The stall is over. */
    public void flowing() {
        reading.flowing();
    }

    public OpenStatus status() {
        return reading.status(sealing.failure());
    }

    /** Takes all objects out of use and seals them; tells what is left once that is done or the time is over. */
    public void sealAll(Duration atMost, Consumer<Leftovers> done) {
        Cancellable deadline = around.scheduler().schedule(atMost, sealing::giveUp);
        synchronized (this) {
            for (LiveObject object : new ArrayList<>(index.objects.values())) {
                fill(object);
            }
            sealing.drained(() -> {
                deadline.cancel();
                done.accept(leftovers());
            });
        }
    }

    /** Before the stream is removed and after {@link #sealAll}: makes sure of objects whose last step failed. */
    public void forceRenames() throws IOException {
        sealing.forceRenames();
    }

    private synchronized Leftovers leftovers() {
        int objects = 0;
        long records = 0;
        long bytes = 0;
        for (LiveObject object : index.objects.values()) {
            if (!object.renamed) {
                objects++;
                records += object.records;
                bytes += object.size;
            }
        }
        return new Leftovers(objects, records, bytes);
    }

    /** Ends all work; what is under way fails and is taken up by the next recovery. */
    @Override
    public void close() {
        List<Submission> refused;
        synchronized (this) {
            closed = true;
            refused = List.copyOf(turns);
            turns.clear();
            if (timer != null) {
                timer.cancel();
            }
        }
        refused.forEach(Submission::refused);
        reading.closed();
        journal.close();
    }

    synchronized boolean closed() {
        return closed;
    }

    Journal journal() {
        return journal;
    }

    /** Only under the guard. */
    OpenIndex index() {
        return index;
    }

    Reading reading() {
        return reading;
    }

    synchronized boolean active(String group) {
        return index.current(group) != null;
    }

    /** How many objects take records whose group begins so. */
    public synchronized int activeObjects(String groupPrefix) {
        return index.active(groupPrefix);
    }

    /** The group's object, kept from being sealed until {@link #release}. */
    synchronized @Nullable LiveObject claim(String group) {
        LiveObject object = index.current(group);
        if (object == null || object.size >= object.birth.sealAtBytes()) {
            return null;
        }
        object.writers++;
        return object;
    }

    /** An object that exists once its batch is committed. */
    synchronized LiveObject unborn(Birth birth) {
        LiveObject object = new LiveObject(index.nextObject++, birth, 0);
        object.dueNanos = around.clock().nanoTime() + birth.sealAfter().toNanos();
        object.writers++;
        return object;
    }

    synchronized void unclaim(List<OpenBatch.Part> parts) {
        release(parts);
    }

    /** Ends the claims of a batch, and has sealed what may be sealed now. Under the guard. */
    void release(List<OpenBatch.Part> parts) {
        for (OpenBatch.Part part : parts) {
            LiveObject object = part.object;
            object.writers--;
            if (index.objects.get(object.number) == object) {
                again(object);
            }
        }
        armTimer();
    }

    /** The object takes no more records and is sealed. Under the guard. */
    void fill(LiveObject object) {
        if (object.state == LiveObject.State.OPEN) {
            object.state = LiveObject.State.FULL;
            index.overdue(object);
        }
        sealing.request(object);
    }

    /** Whoever wrote the object does not any more. Under the guard. */
    void again(LiveObject object) {
        if (object.size >= object.birth.sealAtBytes()) {
            fill(object);
        }
        sealing.request(object);
    }

    synchronized void submit(Submission submission) {
        if (closed) {
            submission.refused();
            return;
        }
        turns.add(submission);
        nextTurn();
    }

    /** Under the guard. */
    void endTurn() {
        turnTaken = false;
        carrying.consider();
        releaseSegments();
        nextTurn();
    }

    private void nextTurn() {
        if (!turnTaken && !closed && !turns.isEmpty()) {
            turnTaken = true;
            turns.remove().begin(index.nextBatch++);
        }
    }

    /** Who waited for the visible position as it now is. Under the guard. */
    List<Runnable> advanced() {
        carrying.journalWorks();
        return reading.reached();
    }

    void tellFeed() {
        for (Place place : reading.places()) {
            around.feed().tell(new Change.OpenAdvanced(place.bucket(), place.keyPrefix()));
        }
    }

    /** An object is sealed for good. Under the guard. */
    void sealed(LiveObject object) {
        index.remove(object.number);
        observer.sealed(object.birth, object.size, object.records);
        releaseSegments();
    }

    /** Gives back whole segments, now and then. Under the guard. */
    void releaseSegments() {
        long needed = Math.min(index.needed(), reading.pins().lowest());
        if (!closed && needed - released >= around.config().segmentSize().bytes()) {
            released = needed;
            around.scheduler().execute(() -> releaseBefore(needed));
        }
    }

    private void releaseBefore(long position) {
        try {
            if (!closed()) {
                journal.release(position);
            }
        } catch (IOException failure) {
            log.warn("{}: old open data segments stay for now: {}", key, failure.toString());
        }
    }

    /** One timer, for the object that is due first. Under the guard. */
    private void armTimer() {
        LiveObject first = null;
        for (LiveObject object : index.objects.values()) {
            if (object.state == LiveObject.State.OPEN && (first == null || object.dueNanos - first.dueNanos < 0)) {
                first = object;
            }
        }
        if (first == null || closed || (timer != null && timerDueNanos - first.dueNanos <= 0)) {
            return;
        }
        if (timer != null) {
            timer.cancel();
        }
        timerDueNanos = first.dueNanos;
        long delay = Math.max(0, first.dueNanos - around.clock().nanoTime());
        timer = around.scheduler().schedule(Duration.ofNanos(delay), this::onTimer);
    }

    private synchronized void onTimer() {
        timer = null;
        long now = around.clock().nanoTime();
        for (LiveObject object : new ArrayList<>(index.objects.values())) {
            if (object.state == LiveObject.State.OPEN && object.dueNanos - now <= 0) {
                fill(object);
            }
        }
        armTimer();
    }
}
