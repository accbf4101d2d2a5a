package dev.sluice.client;

import dev.sluice.client.internal.IdempotencyToken;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to be published to a topic: its body and what goes with it. Immutable; each method returns another one.
 *
 * <pre>{@code
 * var message = Publication.of("order-9").attribute("kind", "placed").subject("An order");
 * var ordered = Publication.of("order-9").group("customer-7").deduplicationId("order-9");
 * var perProtocol = Publication.of("{\"default\":\"order 9\",\"email\":\"Dear customer, …\"}").structured();
 * }</pre>
 *
 * @param <T> the type of the body
 */
public final class Publication<T> {

    private final T body;
    private final @Nullable String subject;
    private final boolean structured;
    private final @Nullable String group;
    private final @Nullable String deduplicationId;
    private final boolean deduplicatedByContent;
    private final Map<String, AttributeValue> attributes;
    private final @Nullable String idempotencyToken;

    private Publication(
            T body,
            @Nullable String subject,
            boolean structured,
            @Nullable String group,
            @Nullable String deduplicationId,
            boolean deduplicatedByContent,
            Map<String, AttributeValue> attributes,
            @Nullable String idempotencyToken) {
        this.body = body;
        this.subject = subject;
        this.structured = structured;
        this.group = group;
        this.deduplicationId = deduplicationId;
        this.deduplicatedByContent = deduplicatedByContent;
        this.attributes = attributes;
        this.idempotencyToken = idempotencyToken;
    }

    /** A message of nothing but a body. */
    public static <T> Publication<T> of(T body) {
        return new Publication<>(Objects.requireNonNull(body, "body"), null, false, null, null, false, Map.of(), null);
    }

    /** The line that email shows, and a field of the envelope. 1 to 100 characters. */
    public Publication<T> subject(String line) {
        return new Publication<>(
                body, line, structured, group, deduplicationId, deduplicatedByContent, attributes, idempotencyToken);
    }

    /**
     * The encoded body is a JSON object with a text for each protocol, such as {@code sqs} and {@code email}, and one called
     * {@code default} for all others; each subscriber gets its own. {@code MessageStructure=json} in SNS's words.
     */
    public Publication<T> structured() {
        return new Publication<>(
                body, subject, true, group, deduplicationId, deduplicatedByContent, attributes, idempotencyToken);
    }

    /**
     * The message group: FIFO topics keep order within it, and need one. A standard topic hands it on to standard queues,
     * which share fairly among groups. 1 to 128 characters.
     */
    public Publication<T> group(String id) {
        return new Publication<>(
                body, subject, structured, id, deduplicationId, deduplicatedByContent, attributes, idempotencyToken);
    }

    /**
     * FIFO topics: of messages with the same id, published within five minutes, only the first is delivered. By default each
     * message gets an id of its own, which stays the same when the client repeats the request. 1 to 128 characters.
     */
    public Publication<T> deduplicationId(String id) {
        return new Publication<>(body, subject, structured, group, id, false, attributes, idempotencyToken);
    }

    /** FIFO topics with {@code ContentBasedDeduplication}: messages with the same body count as one. */
    public Publication<T> deduplicatedByContent() {
        return new Publication<>(body, subject, structured, group, null, true, attributes, idempotencyToken);
    }

    /** One more attribute of type {@code String}; of the same name the later counts. */
    public Publication<T> attribute(String name, String value) {
        return attribute(name, AttributeValue.text(value));
    }

    /**
     * One more attribute; of the same name the later counts. Filter policies read them, and know the type {@code
     * String.Array}, too, whose text is a JSON array. Subscriptions with raw delivery to a queue pass on ten at most.
     */
    public Publication<T> attribute(String name, AttributeValue value) {
        var all = new LinkedHashMap<>(attributes);
        all.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new Publication<>(
                body,
                subject,
                structured,
                group,
                deduplicationId,
                deduplicatedByContent,
                Collections.unmodifiableMap(all),
                idempotencyToken);
    }

    /**
     * What this message is known by when the application itself publishes it again: of messages with the same token, published to
     * the same topic within five minutes, only the first is delivered, and all get its id. In a FIFO topic it is the deduplication id, unless there is another.
     * For as long the body must stay the same; with another one the message is refused. 1 to 128 printable characters without spaces.
     *
     * <p>Sluice knows such tokens, SQS and SNS pass over them. The client makes one for each of its requests, so this is for
     * applications that repeat what has failed, or begin anew after a crash. A message with a token of its own travels alone.
     */
    public Publication<T> idempotencyToken(String token) {
        String checked = IdempotencyToken.checked(token);
        return new Publication<>(
                body, subject, structured, group, deduplicationId, deduplicatedByContent, attributes, checked);
    }

    public T body() {
        return body;
    }

    public @Nullable String subject() {
        return subject;
    }

    public boolean isStructured() {
        return structured;
    }

    public @Nullable String group() {
        return group;
    }

    public @Nullable String deduplicationId() {
        return deduplicationId;
    }

    public boolean isDeduplicatedByContent() {
        return deduplicatedByContent;
    }

    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public @Nullable String idempotencyToken() {
        return idempotencyToken;
    }
}
