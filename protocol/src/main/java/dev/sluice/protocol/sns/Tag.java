package dev.sluice.protocol.sns;

/** A tag of a topic, or one that it is to have. */
public record Tag(String key, String value) {}
