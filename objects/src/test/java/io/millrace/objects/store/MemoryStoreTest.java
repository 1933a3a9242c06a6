package io.millrace.objects.store;

import io.millrace.base.Clock;
import java.util.Random;
import org.junit.jupiter.api.Nested;

final class MemoryStoreTest {

    @Nested
    final class Objects extends ObjectStoreContract {
        @Override
        ObjectStore newStore() {
            return new MemoryStore(Clock.system(), new Random(1), feed);
        }
    }

    @Nested
    final class Uploads extends UploadContract {
        @Override
        ObjectStore newStore() {
            return new MemoryStore(Clock.system(), new Random(1), feed);
        }
    }
}
