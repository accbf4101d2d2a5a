package dev.sluice.broker.engine.topic;

/**
 * A message as the subscribers of some protocols get it. Arrays are never changed after construction.
 *
 * @param text UTF-8, what raw delivery delivers
 * @param textMd5 its 16 bytes
 * @param envelope the middle of the envelope: {@code TopicArn}, {@code Subject} if any, {@code Message}, {@code Timestamp}
 *     and, when it is signed, the members of the signature; see {@link Publication}
 * @param judged what filters on bodies look at: the text, unless a data protection policy hides parts of what goes out
 * @param withheld whether that policy forbids to deliver it
 */
public record Wording(byte[] text, byte[] textMd5, byte[] envelope, byte[] judged, boolean withheld) {

    /** Of a topic from which everything goes out as it came in. */
    public Wording(byte[] text, byte[] textMd5, byte[] envelope) {
        this(text, textMd5, envelope, text, false);
    }
}
