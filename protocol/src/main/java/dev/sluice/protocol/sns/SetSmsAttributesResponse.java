package dev.sluice.protocol.sns;

/** Answer of SetSMSAttributes: an empty structure, unlike no structure at all. */
public record SetSmsAttributesResponse() {}
