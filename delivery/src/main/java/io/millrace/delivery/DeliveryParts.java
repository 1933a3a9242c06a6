package io.millrace.delivery;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.Disk;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.store.ObjectStore;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * What the station works with.
 *
 * @param directory the station's own; the streams' logs lie below its {@code log}
 * @param account the account of every stream
 * @param random shared between threads
 */
public record DeliveryParts(
        ControlDatabase database,
        Disk disk,
        OpenData open,
        ObjectStore store,
        Clock clock,
        Scheduler scheduler,
        RandomGenerator random,
        Path directory,
        String account) {}
