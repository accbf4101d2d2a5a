package dev.sluice.broker.courier;

import dev.sluice.broker.model.Message;
import java.util.concurrent.CompletableFuture;

/** Makes one attempt to deliver a message: to the world, or in a test to something simpler. */
interface Endpoints {

    /** Never blocks. */
    CompletableFuture<Outcome> deliver(Destination destination, Message message);
}
