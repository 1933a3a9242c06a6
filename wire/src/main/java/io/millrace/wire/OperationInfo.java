package io.millrace.wire;

/**
 * One line of the compatibility page.
 *
 * @param name AWS's name of the operation
 * @param supported false: refused by name
 * @param note what is different here, or why it is refused; may be empty
 */
public record OperationInfo(String name, boolean supported, String note) {}
