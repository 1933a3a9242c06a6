/**
 * Lambda: code, versions, the Runtime API, warm processes, limits.
 *
 * <p>{@link io.millrace.functions.Functions} is the front door. Control state is one SQLite table; packages, logs and
 * temporary directories lie below the station's directory. Operations and invocations block on virtual threads; a
 * process takes one invocation at a time. Promise: an invocation ends by its deadline with an answer or with AWS's
 * error shape, whatever the function does; a function inherits nothing of the server's environment or open files.
 */
@NullMarked
package io.millrace.functions;

import org.jspecify.annotations.NullMarked;
