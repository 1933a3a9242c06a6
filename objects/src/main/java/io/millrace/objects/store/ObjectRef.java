package io.millrace.objects.store;

/** Where an object stands. */
public record ObjectRef(String bucket, String key) {}
