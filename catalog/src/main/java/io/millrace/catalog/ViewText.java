package io.millrace.catalog;

import java.util.Optional;

/**
 * The texts of a view as Glue keeps them.
 *
 * @param original {@code /* Presto View: <base64 of JSON> *}{@code /} for views that Athena made
 * @param expanded what engines of other dialects read; Athena writes a placeholder
 */
public record ViewText(Optional<String> original, Optional<String> expanded) {

    public static final ViewText NONE = new ViewText(Optional.empty(), Optional.empty());
}
