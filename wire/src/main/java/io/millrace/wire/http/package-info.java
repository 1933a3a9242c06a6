/**
 * The HTTP server: one port, one non-blocking root handler on Jetty.
 *
 * <p>Deployed stages (the hot path) are read and answered on the selector threads; everything else is handed to a virtual
 * thread each, by us, because one blocking handler in Jetty's tree makes the whole server blocking. No files. Promise:
 * closed by default: loopback, Host checked, signatures verified, our own pages behind a session.
 */
@NullMarked
package io.millrace.wire.http;

import org.jspecify.annotations.NullMarked;
