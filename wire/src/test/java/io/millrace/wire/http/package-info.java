/** The real server, asked over real connections. */
@NullMarked
package io.millrace.wire.http;

import org.jspecify.annotations.NullMarked;
