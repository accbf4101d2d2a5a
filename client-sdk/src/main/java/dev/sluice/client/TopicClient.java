package dev.sluice.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes to one topic. Made by {@link SluiceClient#topic}; safe for use by many threads.
 *
 * <p>What many threads publish, or one that does not wait, is gathered into requests of up to ten messages and 256 KiB; each
 * call still gets its own result, and only when the server has answered.
 *
 * <pre>{@code
 * TopicClient<String> orders = client.topic("orders");
 * orders.publish("order-9");
 * orders.publishAsync(Publication.of("order-10").attribute("kind", "placed"))
 *         .thenAccept(published -> System.out.println(published.messageId()));
 *
 * QueueClient<String> shipping = client.queue("shipping");
 * orders.subscribe(shipping.attributes().get("QueueArn"), Map.of("RawMessageDelivery", "true"));
 * shipping.consume(order -> System.out.println("ships " + order.body()));
 * }</pre>
 *
 * @param <T> the type of the bodies
 */
public interface TopicClient<T> {

    /** The name or ARN it was made with. */
    String name();

    /** {@link #publish(Publication)} of nothing but a body. */
    default PublishResult publish(T body) {
        return publish(Publication.of(body));
    }

    /**
     * Publishes a message and waits until it is accepted. Waits for room, too, when too much is waiting for its answer.
     *
     * @throws OutcomeUnknownException when it may or may not be published, to all subscribers or none; publishing it again may
     *     double it, but not in a FIFO topic with the same {@linkplain Publication#deduplicationId deduplication id}
     * @throws TopicNotFoundException when there is no such topic
     * @throws SluiceException any other: it is not published
     */
    PublishResult publish(Publication<T> message);

    /** {@link #publishAsync(Publication)} of nothing but a body. */
    default CompletableFuture<PublishResult> publishAsync(T body) {
        return publishAsync(Publication.of(body));
    }

    /**
     * Publishes a message; the future completes when it is accepted, or fails as {@link #publish} does. Messages of one group
     * published one after the other to a FIFO topic are accepted in that order, but for those that fail.
     */
    CompletableFuture<PublishResult> publishAsync(Publication<T> message);

    /** Publishes any number of messages and waits until all are answered; each has an outcome of its own. Throws none of them. */
    BatchResult<PublishResult> publishAll(List<Publication<T>> messages);

    /**
     * Subscribes a queue, or does nothing when it is subscribed with these attributes. On SNS itself the queue's policy must
     * let the topic send to it; Sluice asks for none.
     *
     * @param queueArn {@code QueueArn} of {@link QueueClient#attributes}
     * @param attributes under SNS's names, such as {@code FilterPolicy}, or {@code RawMessageDelivery=true}, without which each
     *     body comes in SNS's JSON envelope
     * @return the subscription's ARN
     * @throws RefusedException when it is subscribed with other attributes, or one of them is wrong
     */
    String subscribe(String queueArn, Map<String, String> attributes);

    /** As {@link #subscribe}. */
    CompletableFuture<String> subscribeAsync(String queueArn, Map<String, String> attributes);

    /** The topic's attributes under SNS's names, counts of subscriptions included. */
    Map<String, String> attributes();

    /** Publishes what is gathered without further delay; completes when all of it is answered, well or not. Never fails. */
    CompletableFuture<Void> flush();
}
