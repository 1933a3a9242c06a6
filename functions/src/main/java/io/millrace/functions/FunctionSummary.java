package io.millrace.functions;

import io.millrace.base.Arn;
import java.time.Duration;

/** What other stations may know of a function. */
public record FunctionSummary(Arn arn, String name, String runtime, Duration timeout) {}
