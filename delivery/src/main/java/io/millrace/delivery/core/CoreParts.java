package io.millrace.delivery.core;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.disk.Disk;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.store.ObjectStore;
import java.util.random.RandomGenerator;

/**
 * What delivery's core works with, passed in once.
 *
 * @param random draws the random parts of keys; shared between threads
 * @param reader understands definitions
 */
public record CoreParts(
        Disk disk,
        OpenData open,
        ObjectStore store,
        Clock clock,
        Scheduler scheduler,
        RandomGenerator random,
        DestinationReader reader,
        CoreConfig config) {}
