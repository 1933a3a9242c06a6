package io.millrace.gateway.template;

import org.jspecify.annotations.Nullable;

/** An object that the host lends to a template, such as {@code $input}. It decides itself what can be asked of it. */
public interface HostObject {

    /** {@code $object.name}; null where there is none. */
    @Nullable
    Object property(String name);

    /** {@code $object.name(arguments)}; null where there is no such method. */
    @Nullable
    Object call(String name, @Nullable Object[] arguments, Budget budget);

    /** {@code #set($object.name = value)}; false where it cannot be set. */
    default boolean set(String name, @Nullable Object value) {
        return false;
    }

    /** What stands in the output for the object itself. */
    String text();
}
