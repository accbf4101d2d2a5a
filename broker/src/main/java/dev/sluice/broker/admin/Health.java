package dev.sluice.broker.admin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Where the broker is between start and stop. Written by whoever starts and stops it, read by the event loops. */
final class Health {

    enum Phase {
        STARTING("the broker is starting: its store is being opened"),
        READY(""),
        DRAINING("the broker is draining: it stops when the requests in progress are answered");

        private final String obstacle;

        Phase(String obstacle) {
            this.obstacle = obstacle;
        }
    }

    private volatile Phase phase = Phase.STARTING;
    private volatile Supplier<CompletableFuture<Void>> turn = () -> CompletableFuture.completedFuture(null);

    Phase phase() {
        return phase;
    }

    /** Why requests should go elsewhere; empty when they are welcome. */
    List<String> obstacles() {
        Phase now = phase;
        return now == Phase.READY ? List.of() : List.of(now.obstacle);
    }

    /** Completes when every event loop of the data port has run a task. */
    CompletableFuture<Void> turned() {
        return turn.get();
    }

    void ready(Supplier<CompletableFuture<Void>> dataLoopsTurn) {
        turn = dataLoopsTurn;
        phase = Phase.READY;
    }

    void draining() {
        phase = Phase.DRAINING;
    }
}
