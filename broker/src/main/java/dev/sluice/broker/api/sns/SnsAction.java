package dev.sluice.broker.api.sns;

/** What one operation of SNS means: it checks a request, makes a command or a question of it, and words the reply. Without state of its own. */
interface SnsAction<I, O> {

    /**
     * Answers now or hands the exchange to the shard.
     *
     * @throws dev.sluice.protocol.error.ApiException when the request is at fault
     */
    void start(I request, SnsExchange<O> exchange);
}
