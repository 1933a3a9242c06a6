package io.millrace.delivery.core;

import io.millrace.journal.Completion;
import io.millrace.journal.Journal;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.open.OpenSabotage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the simulation must catch; planted by replacing one part, never by a switch in the product. */
enum PlantedBug {
    NONE,
    /** A record is acknowledged when it is handed to the journal. */
    ANSWER_BEFORE_FORCE {
        @Override
        StreamLog log(Journal journal) {
            return new HastyLog(journal);
        }
    },
    /** An object is renamed into its bucket before the journal says that it will be. */
    PUBLISH_BEFORE_INTENT {
        @Override
        OpenData open(OpenSabotage.Around around) {
            return OpenSabotage.publishingBeforeIntent(around);
        }
    },
    /** After a restart an object begins to wait anew, under a new key. */
    TIMER_RESTARTED_INTO_NEW_KEY {
        @Override
        OpenData open(OpenSabotage.Around around) {
            return OpenSabotage.restartingTimers(around);
        }
    },
    /** Of a record that is taken apart, the last part is forgotten. */
    LAST_PART_FORGOTTEN {
        @Override
        Processor deAggregation(Processor right) {
            return records -> right.process(records)
                    .thenApply(outcomes -> outcomes.stream().map(this::cut).toList());
        }

        private Outcome cut(Outcome outcome) {
            return outcome instanceof Outcome.Several(List<Outcome> parts) && parts.size() > 1
                    ? new Outcome.Several(parts.subList(0, parts.size() - 1))
                    : outcome;
        }
    },
    /** Records are backed up no more. */
    BACKUP_FORGOTTEN {
        @Override
        Destination destination(Destination right) {
            return new Destination(
                    right.streamName(),
                    right.version(),
                    right.main(),
                    right.errors(),
                    Optional.empty(),
                    right.conversion(),
                    right.batchLimit(),
                    right.maxActivePartitions(),
                    right.processors());
        }
    },
    /** A record that is put after an update overtakes it in the log. */
    UPDATE_OVERTAKEN {
        @Override
        StreamLog log(Journal journal) {
            return new OvertakenLog(journal);
        }
    },
    /** What a compressed object ends with is missing. */
    END_NOT_COMPRESSED {
        @Override
        OpenData open(OpenSabotage.Around around) {
            return OpenSabotage.cuttingCompressed(around);
        }
    };

    Processor deAggregation(Processor right) {
        return right;
    }

    Destination destination(Destination right) {
        return right;
    }

    StreamLog log(Journal journal) {
        return new StreamLog(journal);
    }

    OpenData open(OpenSabotage.Around around) {
        return around.open();
    }

    private static final class OvertakenLog extends StreamLog {
        private @Nullable Runnable held;

        OvertakenLog(Journal journal) {
            super(journal);
        }

        @Override
        void append(ByteBuffer frame, Completion done) {
            if (LogFrame.type(frame) == LogFrame.DEFINITION && accepted() > 100) {
                held = () -> super.append(frame, done);
                return;
            }
            append(List.of(frame), done);
        }

        @Override
        void append(List<ByteBuffer> frames, Completion done) {
            super.append(frames, done);
            Runnable late = held;
            held = null;
            if (late != null) {
                late.run();
            }
        }
    }

    private static final class HastyLog extends StreamLog {

        HastyLog(Journal journal) {
            super(journal);
        }

        @Override
        void append(ByteBuffer frame, Completion done) {
            append(List.of(frame), done);
        }

        @Override
        void append(List<ByteBuffer> frames, Completion done) {
            if (LogFrame.type(frames.getFirst()) != LogFrame.RECORD) {
                super.append(frames, done);
                return;
            }
            done.forced(accepted());
            super.append(frames, new Completion() {
                @Override
                public void forced(long position) {
                    done.forced(position); // Wakes the pump.
                }

                @Override
                public void failed(IOException cause) {}
            });
        }
    }
}
