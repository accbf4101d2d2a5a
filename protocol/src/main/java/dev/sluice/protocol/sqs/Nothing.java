package dev.sluice.protocol.sqs;

/** The answer of an operation that has none: 200 with an empty body in JSON, a bare envelope in XML. */
public record Nothing() {
    public static final Nothing NOTHING = new Nothing();
}
