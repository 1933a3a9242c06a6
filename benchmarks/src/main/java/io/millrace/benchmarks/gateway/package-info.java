/** What a mapping template costs, beside reading and printing the same JSON. */
@NullMarked
package io.millrace.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
