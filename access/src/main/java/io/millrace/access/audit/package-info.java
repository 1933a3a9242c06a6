/**
 * The audit trail: who changed what, and who was denied.
 *
 * <p>One writer thread owns the files under {@code audit/}; everybody else hands events over without waiting. Lines are
 * JSON, never changed, rotated by size, kept by number. It answers for nothing that the promises rest on.
 */
@NullMarked
package io.millrace.access.audit;

import org.jspecify.annotations.NullMarked;
