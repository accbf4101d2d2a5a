package dev.sluice.broker.trigger;

import dev.sluice.broker.engine.effect.Reply.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Invokes a trigger's function: in the world, or in a test something simpler. */
interface Functions {

    /** Never blocks. Completes within the timeout, or soon after. */
    CompletableFuture<Verdict> invoke(TriggerOptions trigger, List<Delivery> messages, Duration timeout);
}
