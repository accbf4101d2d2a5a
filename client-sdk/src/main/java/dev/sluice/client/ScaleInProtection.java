package dev.sluice.client;

import java.time.Duration;

/**
 * Asks the platform that runs this process to take idle processes first when there are to be fewer. A client with one, see
 * {@link SluiceClient.Builder#scaleInProtection}, tells it how many messages its consumers have in hand. Ready-made for ECS,
 * Kubernetes and EC2 in {@code dev.sluice.client.scalein}.
 *
 * <p>It is a request, and comes a moment after the first message: a process has to be able to end at any time all the same.
 * {@link Consumer#close} hands back what it can, and what a dead process held comes again.
 *
 * <pre>{@code
 * ScaleInProtection protection = messages -> System.out.println(messages == 0 ? "may go" : "busy with " + messages);
 * var client = SluiceClient.builder().scaleInProtection(protection).build();
 * }</pre>
 */
@FunctionalInterface
public interface ScaleInProtection {

    /**
     * Called by one thread: at once when there are messages after there were none, with zero when there have been none for five
     * seconds and when the client closes, and at most every ten seconds when their number has changed otherwise. When it throws,
     * it is called again, at first after a second, then more and more rarely, up to every 30 seconds.
     *
     * @param messages in hand, of all consumers of the client
     */
    void inHand(int messages) throws Exception;

    /** A number above zero that has not changed is told again after so long, for what would expire else. By default never. */
    default Duration renewal() {
        return Duration.ofDays(365);
    }
}
