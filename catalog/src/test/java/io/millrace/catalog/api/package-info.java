@NullMarked
package io.millrace.catalog.api;

import org.jspecify.annotations.NullMarked;
