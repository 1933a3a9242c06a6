@NullMarked
package io.millrace.query.engine;

import org.jspecify.annotations.NullMarked;
