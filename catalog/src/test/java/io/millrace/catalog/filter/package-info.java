@NullMarked
package io.millrace.catalog.filter;

import org.jspecify.annotations.NullMarked;
