package dev.sluice.broker.api;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One request, whole, and the way to answer it. Belongs to its event loop. */
public interface Call {

    /** Upper case, such as {@code POST}. */
    String method();

    /** As sent, still percent-encoded, without the query string; starts with a slash. */
    String path();

    /** What follows the question mark, still encoded; null when there is none. */
    @Nullable
    String query();

    /** The first header of that name, letter case ignored, or null. */
    @Nullable
    String header(String name);

    /** The body, perhaps of length 0; not copied again, so do not change it. */
    byte[] body();

    /** The client's address without its port. */
    String remoteAddress();

    /** {@code http} or {@code https}. */
    String scheme();

    /** The event loop this call lives on. */
    Executor executor();

    /**
     * What to do if the client goes away before it is answered; after that no answer is needed. At most one; called on the
     * event loop. Also says that the call may wait long, so method, query, headers and body are let go and may not be
     * asked for any more: ten thousand calls that wait should cost little.
     */
    void onClientGone(Runnable action);

    /**
     * Writes the answer. Call it on the executor.
     *
     * @param ifUndelivered runs when the connection is known to have failed before the answer was handed to the system
     */
    void respond(Answer answer, @Nullable Runnable ifUndelivered);
}
