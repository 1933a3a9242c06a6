/**
 * The template language: Velocity's syntax, in a room without doors.
 *
 * <p>Velocity's parser makes the tree; {@link io.millrace.gateway.template.MappingTemplate} evaluates it with code of
 * our own, in which every value that can grow is measured, every loop counted, and only the methods named in the
 * {@code *Methods} classes exist. Nothing here reflects, reads a file or knows API Gateway; what a template may touch
 * is handed in as {@link io.millrace.gateway.template.HostObject}s. A compiled template is immutable and shared between
 * threads; a {@link io.millrace.gateway.template.Budget} and a frame belong to one rendering on one thread.
 */
@NullMarked
package io.millrace.gateway.template;

import org.jspecify.annotations.NullMarked;
