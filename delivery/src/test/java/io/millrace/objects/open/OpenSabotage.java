package io.millrace.objects.open;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.disk.Disk;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Open data with one step replaced by a wrong one. */
public final class OpenSabotage {

    private OpenSabotage() {}

    /** What open data stands on. */
    public record Around(
            Disk disk,
            Path root,
            ObjectStore store,
            ChangeFeed feed,
            Clock clock,
            Scheduler scheduler,
            OpenConfig config) {

        public OpenData open() {
            return open(new SealSteps(store));
        }

        private OpenData open(SealSteps steps) {
            return new OpenData(root, new Surroundings(disk, store, feed, clock, scheduler, config), steps);
        }
    }

    public static OpenData publishingBeforeIntent(Around around) {
        SealSteps steps = new SealSteps(around.store()) {
            @Override
            void stage(String stagingId, Birth birth, InputStream bytes) throws IOException {
                super.stage(stagingId, birth, bytes);
                Optional<Bucket> bucket = around.store().bucket(birth.bucket());
                if (bucket.isPresent() && bucket.get().incarnation().equals(birth.incarnation())) {
                    super.publish(stagingId, bucket.get(), birth.key());
                }
            }

            @Override
            void publish(String stagingId, Bucket bucket, String key) {
                // Has happened.
            }
        };
        return around.open(steps);
    }

    public static OpenData cuttingCompressed(Around around) {
        SealSteps steps = new SealSteps(around.store()) {
            @Override
            void stage(String stagingId, Birth birth, InputStream bytes) throws IOException {
                byte[] all = bytes.readAllBytes();
                int kept = birth.encoding() == Encoding.PLAIN ? all.length : Math.max(0, all.length - 4);
                super.stage(stagingId, birth, new ByteArrayInputStream(all, 0, kept));
            }
        };
        return around.open(steps);
    }

    public static OpenData restartingTimers(Around around) {
        SealSteps steps = new SealSteps(around.store()) {
            @Override
            Birth recovered(Birth birth) {
                return new Birth(
                        birth.group(),
                        birth.bucket(),
                        birth.incarnation(),
                        birth.key() + "-again",
                        birth.version(),
                        birth.arrival(),
                        around.clock().instant(),
                        birth.sealAtBytes(),
                        birth.sealAfter(),
                        birth.encoding(),
                        birth.metadata(),
                        birth.form());
            }
        };
        return around.open(steps);
    }
}
