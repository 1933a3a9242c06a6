@NullMarked
package io.millrace.query.ddl;

import org.jspecify.annotations.NullMarked;
