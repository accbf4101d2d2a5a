package dev.sluice.broker.courier;

/** What became of one attempt to deliver. */
enum Outcome {
    DELIVERED,
    /** It may go better later: the endpoint is away, slow or overloaded, or says that the fault is its own. */
    FAILED,
    /** The endpoint does not want it, or must not be spoken to: it is not tried again. */
    REFUSED;

    private static final int TOO_MANY_REQUESTS = 429;

    /** What an HTTP status means. Redirects are not followed. */
    static Outcome ofStatus(int status) {
        if (status >= 200 && status < 300) return DELIVERED;
        return status >= 500 || status == TOO_MANY_REQUESTS ? FAILED : REFUSED;
    }
}
