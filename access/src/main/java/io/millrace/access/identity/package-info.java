/**
 * Who there is and what they may do: roles, managed policies, sessions, and the decision.
 *
 * <p>Control state lies in the control database and, compiled, in memory: reads never wait, writes are one at a time and
 * are in memory after they are on disk. Sessions live in memory alone and end with the process.
 */
@NullMarked
package io.millrace.access.identity;

import org.jspecify.annotations.NullMarked;
