package io.millrace.functions.runtime;

import java.time.Duration;

/**
 * What bounds a pool.
 *
 * @param workers the most processes that take invocations at once
 * @param queueWait how long an invocation waits for a free one
 * @param initTimeout how long a process may take from its start to its first request for work
 * @param idle how long a warm process is kept without work
 * @param age how long a process is kept at all; below its credentials' lifetime
 * @param memory that all pools share
 */
public record PoolLimits(
        int workers, Duration queueWait, Duration initTimeout, Duration idle, Duration age, MemoryBudget memory) {}
