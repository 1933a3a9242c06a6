package io.millrace.query.copies;

import io.millrace.objects.store.ObjectInfo;
import java.util.List;

/**
 * An object whose rows a query needs, or that is to be copied.
 *
 * @param partition the values of the partition columns
 */
public record Wanted(String bucket, ObjectInfo object, List<String> partition) {}
