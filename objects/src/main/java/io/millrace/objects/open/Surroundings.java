package io.millrace.objects.open;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.disk.Disk;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.store.ObjectStore;

/** What every stream's open data works with, passed in once. */
record Surroundings(
        Disk disk, ObjectStore store, ChangeFeed feed, Clock clock, Scheduler scheduler, OpenConfig config) {}
