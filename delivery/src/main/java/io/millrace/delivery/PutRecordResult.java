package io.millrace.delivery;

/** A record was accepted and forced; its id carries the stream and the position in its log. */
public record PutRecordResult(String recordId) {}
