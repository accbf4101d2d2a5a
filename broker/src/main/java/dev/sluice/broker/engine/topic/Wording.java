package dev.sluice.broker.engine.topic;

/**
 * A message as the subscribers of some protocols get it. Arrays are never changed after construction.
 *
 * @param text UTF-8, what raw delivery delivers and filters on bodies look at
 * @param textMd5 its 16 bytes
 * @param envelope the middle of the envelope: {@code TopicArn}, {@code Subject} if any, {@code Message}, {@code Timestamp}
 *     and, when it is signed, the members of the signature; see {@link Publication}
 */
public record Wording(byte[] text, byte[] textMd5, byte[] envelope) {}
