package dev.sluice.client;

import java.util.concurrent.CompletionStage;

/**
 * What an application does with a message without a thread that waits for it. When the stage completes, the message is dealt
 * with; when it fails, or the call throws, the message comes again later. The concurrency counts stages that are not complete.
 *
 * <pre>{@code
 * var http = java.net.http.HttpClient.newHttpClient();
 * var consumer = queue.consumeAsync(message -> {
 *     var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(message.body())).build();
 *     return http.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.discarding());
 * });
 * }</pre>
 *
 * @param <T> the type of the body
 */
@FunctionalInterface
public interface AsyncHandler<T> {

    /**
     * Called by a thread of the consumer's executor, of which by default no more run at once than there are processors: must
     * return soon.
     *
     * <p>When it takes too long, see {@link ConsumerOptions#withMaxProcessingTime}, and when the consumer closes without it, a
     * {@link java.util.concurrent.CompletableFuture} is cancelled. That completes it and frees its place, but may not stop the
     * work behind it; so the message is left to its visibility timeout, and comes again then.
     */
    CompletionStage<?> handle(Delivery<T> message) throws Exception;
}
