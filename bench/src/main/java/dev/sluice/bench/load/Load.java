package dev.sluice.bench.load;

import java.util.concurrent.CompletableFuture;

/** Something that keeps connections busy. Owned by the loop thread. */
public interface Load {

    void start();

    /** Begins no more requests; those on their way are still answered. */
    void stop();

    /** Completes, once, when there is nothing left to do: the limit was reached or every connection lost. */
    CompletableFuture<Void> finished();
}
