package io.millrace.objects.open;

import io.millrace.journal.Completion;
import io.millrace.objects.open.LiveObject.State;
import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.StoreFault;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals a stream's full objects, a few at a time: stage, intent, publish, sealed. A step that fails is tried again after
 * a while, never an earlier one. Guarded by the stream; steps touch files on the scheduler's tasks without the guard.
 */
final class Sealing {

    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    private final OpenStream stream;
    private final Surroundings around;
    private final SealSteps steps;
    private final Deque<LiveObject> queue = new ArrayDeque<>();
    private final Set<LiveObject> known = new HashSet<>();
    private final List<Runnable> drained = new ArrayList<>();
    private int running;
    private boolean givenUp;
    private @Nullable String failure;

    Sealing(OpenStream stream, Surroundings around, SealSteps steps) {
        this.stream = stream;
        this.around = around;
        this.steps = steps;
    }

    /** Why the last attempt failed, until one succeeds. */
    Optional<String> failure() {
        synchronized (stream) {
            return Optional.ofNullable(failure);
        }
    }

    /** Takes the object's next step, if it is to be sealed and nobody writes it. Under the guard. */
    void request(LiveObject object) {
        boolean wanted =
                object.state == State.FULL || object.state == State.INTENDED || object.state == State.PUBLISHED;
        if (wanted && object.writers == 0 && known.add(object)) {
            queue.add(object);
            startNext();
        }
    }

    /** Runs the task once no object is left to be sealed, or when given up. Under the guard. */
    void drained(Runnable task) {
        drained.add(task);
        startNext();
    }

    /** Begins no further step. */
    void giveUp() {
        synchronized (stream) {
            givenUp = true;
            queue.clear();
            startNext();
        }
    }

    private void startNext() {
        while (!givenUp && !stream.closed() && running < around.config().sealsAtOnce() && !queue.isEmpty()) {
            LiveObject object = queue.remove();
            running++;
            around.scheduler().execute(() -> step(object));
        }
        if (running == 0 && (givenUp || nothingLeft()) && !drained.isEmpty()) {
            drained.forEach(around.scheduler()::execute);
            drained.clear();
        }
    }

    private boolean nothingLeft() {
        for (LiveObject object : stream.index().objects.values()) {
            if (!object.atRest()) {
                return false;
            }
        }
        return true;
    }

    private void step(LiveObject object) {
        Runnable step;
        synchronized (stream) {
            if (stream.closed()) {
                running--;
                return;
            }
            known.remove(object);
            if (object.writers > 0) {
                running--; // Whoever writes it asks again.
                startNext();
                return;
            }
            object.stepping = true;
            if (object.state == State.FULL) {
                object.state = State.STAGING;
            }
            step = switch (object.state) {
                case STAGING -> () -> stage(object);
                case INTENDED -> object.intentForced ? () -> publish(object) : () -> intend(object);
                case PUBLISHED -> () -> conclude(object);
                case OPEN, FULL, PARKED -> () -> ended(object);
            };
        }
        step.run();
    }

    private void stage(LiveObject object) {
        Extents.View view;
        synchronized (stream) {
            view = stream.reading().pin(object);
        }
        try {
            String stagingId = SealSteps.stagingId(stream.key(), object.number);
            if (bucket(object).isEmpty()) {
                around.store().discardStaged(stagingId); // An earlier attempt may have got so far.
                park(object);
                return;
            }
            steps.stage(stagingId, object.birth, new ExtentStream(stream.journal(), view));
            intend(object);
        } catch (IOException | StoreFault cause) {
            synchronized (stream) {
                object.state = State.FULL;
            }
            failed(object, cause);
        } finally {
            stream.reading().unpin(view.lowest());
        }
    }

    private Optional<Bucket> bucket(LiveObject object) {
        return around.store()
                .bucket(object.birth.bucket())
                .filter(bucket -> bucket.incarnation().equals(object.birth.incarnation()));
    }

    private void intend(LiveObject object) {
        synchronized (stream) {
            object.state = State.INTENDED;
            object.intent = SealSteps.stagingId(stream.key(), object.number);
            stream.journal().append(List.of(OpenFrame.intent(object.number, object.intent)), new Completion() {
                @Override
                public void forced(long position) {
                    synchronized (stream) {
                        object.intentForced = true;
                    }
                    around.scheduler().execute(() -> publish(object));
                }

                @Override
                public void failed(IOException cause) {
                    Sealing.this.failed(object, cause);
                }
            });
        }
    }

    private void publish(LiveObject object) {
        if (stream.closed()) {
            return;
        }
        try {
            Optional<Bucket> bucket = bucket(object);
            if (bucket.isPresent()) {
                steps.publish(object.intent, bucket.get(), object.birth.key());
            } else if (!object.renamed) {
                park(object);
                return;
            }
        } catch (NoSuchFileException publishedBefore) {
            // By an earlier attempt, or an earlier life; never again, even if the user has deleted it since.
        } catch (StoreFault.NoSuchBucket gone) {
            publish(object); // Deleted just now.
            return;
        } catch (IOException | StoreFault cause) {
            lookForRename(object);
            failed(object, cause);
            return;
        }
        conclude(object);
    }

    /** A failed attempt may have renamed: then readers find the object in the bucket. */
    private void lookForRename(LiveObject object) {
        try {
            boolean renamed = !around.store().isStaged(object.intent);
            synchronized (stream) {
                object.renamed = renamed;
            }
        } catch (IOException unknown) {
            log.warn("{}: whether {} was published is not known yet", stream.key(), object.birth.key(), unknown);
        }
    }

    /**
     * Forces what a failed attempt has renamed and not forced: once the stream is gone, nobody looks after it, and a crash
     * would take it out of its bucket again. When no step runs any more.
     */
    void forceRenames() throws IOException {
        List<LiveObject> intended;
        synchronized (stream) {
            intended = stream.index().objects.values().stream()
                    .filter(object -> !object.intent.isEmpty())
                    .toList();
        }
        for (LiveObject object : intended) {
            Optional<Bucket> bucket = bucket(object);
            if (bucket.isPresent() && !around.store().isStaged(object.intent)) {
                try {
                    steps.publish(object.intent, bucket.get(), object.birth.key());
                } catch (NoSuchFileException forced) {
                    // It stands in the bucket, for good now.
                } catch (StoreFault.NoSuchBucket gone) {
                    log.info("{}: {} went with its bucket", stream.key(), object.birth.key());
                }
            }
        }
    }

    private void conclude(LiveObject object) {
        synchronized (stream) {
            object.state = State.PUBLISHED;
            object.renamed = true;
            stream.journal().append(List.of(OpenFrame.sealed(object.number)), new Completion() {
                @Override
                public void forced(long position) {
                    synchronized (stream) {
                        stream.sealed(object);
                        failure = null;
                    }
                    ended(object);
                }

                @Override
                public void failed(IOException cause) {
                    Sealing.this.failed(object, cause);
                }
            });
        }
    }

    private void park(LiveObject object) {
        synchronized (stream) {
            object.state = State.PARKED;
            stream.index().settled(object);
            failure = "The bucket " + object.birth.bucket() + ", into which " + object.birth.key()
                    + " was to go, has been deleted. Delete the stream, or let it write elsewhere by"
                    + " UpdateDestination.";
        }
        ended(object);
    }

    private void failed(LiveObject object, Exception cause) {
        int shift = Math.min(20, object.failures++);
        Duration longest = around.config().retryLongest();
        Duration wait = around.config().retryFirst().multipliedBy(1L << shift);
        Duration delay = wait.compareTo(longest) < 0 ? wait : longest;
        synchronized (stream) {
            failure = object.birth.key() + " cannot be sealed: " + cause.getMessage();
            stream.observer().failed(object.birth);
            object.stepping = false;
            running--;
            startNext();
        }
        around.scheduler().schedule(delay, () -> {
            synchronized (stream) {
                request(object);
            }
        });
    }

    private void ended(LiveObject object) {
        synchronized (stream) {
            object.failures = 0;
            object.stepping = false;
            running--;
            startNext();
        }
    }
}
