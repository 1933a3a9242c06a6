package io.millrace.delivery.core;

import io.millrace.objects.open.Definition;

/** Understands what {@link Definition#text} says; called again after each start. */
@FunctionalInterface
public interface DestinationReader {

    Destination read(Definition definition);
}
