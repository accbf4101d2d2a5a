package dev.sluice.broker.api;

/**
 * What one operation means: it checks a request, makes a command or a question of it, and words the reply. Without state
 * of its own.
 */
interface Action<I, O> {

    /**
     * Answers now or hands the exchange to the shard.
     *
     * @throws dev.sluice.protocol.error.ApiException when the request is at fault. Once the action has named its queue,
     *     the exchange first asks whether it exists, since an unknown queue comes before any other fault
     */
    void start(I request, Exchange<O> exchange);
}
