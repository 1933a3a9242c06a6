/** The shipped artefact from outside: real clients, SIGKILL, a real browser. */
@NullMarked
package io.millrace.acceptance;

import org.jspecify.annotations.NullMarked;
