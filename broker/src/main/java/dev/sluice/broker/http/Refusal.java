package dev.sluice.broker.http;

/** Why a request never reached the endpoint. It is answered with the status and a line of text, and the connection closes. */
public enum Refusal {
    MALFORMED(400),
    /** The request did not arrive whole within {@link HttpOptions#requestTimeout}. */
    TIMED_OUT(408),
    /** The body is over {@link HttpOptions#maxRequestBytes}. */
    TOO_LARGE(413),
    UNKNOWN_EXPECTATION(417),
    UNKNOWN_CODING(501),
    /** All bodies together would be over {@link HttpOptions#maxBufferedBytes}. */
    NO_ROOM(503),
    UNKNOWN_VERSION(505);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
