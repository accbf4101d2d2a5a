package dev.sluice.protocol.sqs;

/** The id of an entry that succeeded, where there is nothing else to say of it. */
public record BatchResultEntry(String id) {}
