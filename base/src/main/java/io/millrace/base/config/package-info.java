/**
 * Typed, described configuration: one record a station, one component a setting.
 *
 * <p>An unknown key is an error; all problems are reported together. {@code docs/configuration.md} is generated from
 * these records.
 */
@NullMarked
package io.millrace.base.config;

import org.jspecify.annotations.NullMarked;
