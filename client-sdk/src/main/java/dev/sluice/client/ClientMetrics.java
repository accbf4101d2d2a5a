package dev.sluice.client;

import java.time.Duration;

/**
 * Is told what a client does, for whatever measures it; {@link MicrometerMetrics} is ready-made. Called by many threads; must
 * return at once and throw nothing.
 *
 * <pre>{@code
 * var metrics = new ClientMetrics() {
 *     public void handled(String queue, Duration time, boolean succeeded) {
 *         System.out.println(queue + " took " + time);
 *     }
 * };
 * var client = SluiceClient.builder().metrics(metrics).build();
 * }</pre>
 */
public interface ClientMetrics {

    /** Measures nothing. The default. */
    ClientMetrics NONE = new ClientMetrics() {};

    /**
     * One attempt of a request has ended.
     *
     * @param operation such as {@code SendMessageBatch}
     * @param status the HTTP status, or 0 when there was no answer
     */
    default void requested(String operation, Duration time, int status) {}

    /** A request is about to be repeated. */
    default void repeated(String operation) {}

    /** A request failed and would have been repeated, but the {@link RetryBudget} is spent. */
    default void notRepeated(String operation) {}

    /** A handler has ended. */
    default void handled(String queue, Duration time, boolean succeeded) {}

    /** A message that is being handled was hidden for longer, or could not be. */
    default void beat(String queue, boolean succeeded) {}
}
