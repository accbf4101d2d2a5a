package dev.sluice.protocol.error;

/**
 * An error by the names that AWS gives it. JSON knows it by its shape, the Query protocol by its code; for many the two
 * differ, and services differ in what they call the same thing.
 */
public sealed interface AwsError permits ErrorCode, SnsErrorCode {

    /** The full shape id, as in JSON's {@code __type}. */
    String shape();

    /** The code of the Query protocol and of the {@code x-amzn-query-error} header. */
    String queryCode();

    /** The HTTP status. */
    int status();

    /** True when the client is at fault, which the wire calls {@code Sender}; else {@code Receiver}. */
    default boolean senderFault() {
        return status() < 500;
    }
}
