package io.millrace.objects.store;

import io.millrace.base.Clock;
import io.millrace.base.disk.LocalDisk;
import io.millrace.objects.feed.ChangeFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class DiskStoreTest {

    @TempDir
    Path data = Path.of("");

    private ObjectStore open(ChangeFeed feed) throws IOException {
        return DiskStore.open(new DiskStore.Parts(new LocalDisk(), Clock.system(), new Random(1), feed), data);
    }

    @Nested
    final class Objects extends ObjectStoreContract {
        @Override
        ObjectStore newStore() throws IOException {
            return open(feed);
        }
    }

    @Nested
    final class Uploads extends UploadContract {
        @Override
        ObjectStore newStore() throws IOException {
            return open(feed);
        }
    }
}
