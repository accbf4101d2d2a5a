package dev.sluice.client;

import dev.sluice.client.internal.IdempotencyToken;
import dev.sluice.client.internal.Seconds;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent: its body and what goes with it. Immutable; each method returns another one.
 *
 * <pre>{@code
 * var message = Outgoing.of("a.mov").delay(Duration.ofSeconds(5)).attribute("tier", "gold");
 * var ordered = Outgoing.of("a.mov").group("user-7").deduplicationId("order-9");
 * }</pre>
 *
 * @param <T> the type of the body
 */
public final class Outgoing<T> {

    private final T body;
    private final @Nullable String group;
    private final @Nullable String deduplicationId;
    private final boolean deduplicatedByContent;
    private final @Nullable Duration delay;
    private final Map<String, AttributeValue> attributes;
    private final @Nullable String traceHeader;
    private final @Nullable String idempotencyToken;

    private Outgoing(
            T body,
            @Nullable String group,
            @Nullable String deduplicationId,
            boolean deduplicatedByContent,
            @Nullable Duration delay,
            Map<String, AttributeValue> attributes,
            @Nullable String traceHeader,
            @Nullable String idempotencyToken) {
        this.body = body;
        this.group = group;
        this.deduplicationId = deduplicationId;
        this.deduplicatedByContent = deduplicatedByContent;
        this.delay = delay;
        this.attributes = attributes;
        this.traceHeader = traceHeader;
        this.idempotencyToken = idempotencyToken;
    }

    /** A message of nothing but a body. */
    public static <T> Outgoing<T> of(T body) {
        return new Outgoing<>(Objects.requireNonNull(body, "body"), null, null, false, null, Map.of(), null, null);
    }

    /** The message group: FIFO queues keep order within it, standard queues share fairly among groups. 1 to 128 characters. */
    public Outgoing<T> group(String id) {
        return new Outgoing<>(
                body, id, deduplicationId, deduplicatedByContent, delay, attributes, traceHeader, idempotencyToken);
    }

    /**
     * FIFO queues: of messages with the same id, sent within five minutes, only the first is stored. By default each
     * message gets an id of its own, which stays the same when the client repeats the request. 1 to 128 characters.
     */
    public Outgoing<T> deduplicationId(String id) {
        return new Outgoing<>(body, group, id, false, delay, attributes, traceHeader, idempotencyToken);
    }

    /** FIFO queues with {@code ContentBasedDeduplication}: messages with the same body count as one. */
    public Outgoing<T> deduplicatedByContent() {
        return new Outgoing<>(body, group, null, true, delay, attributes, traceHeader, idempotencyToken);
    }

    /** Not to be received before: 0 to 900 seconds, whole ones. By default the queue's. Not for FIFO queues. */
    public Outgoing<T> delay(Duration time) {
        int seconds = Seconds.of("delay", time, Seconds.LONGEST_DELAY);
        Duration whole = Duration.ofSeconds(seconds);
        return new Outgoing<>(
                body, group, deduplicationId, deduplicatedByContent, whole, attributes, traceHeader, idempotencyToken);
    }

    /** One more attribute of type {@code String}; of the same name the later counts. Ten at most. */
    public Outgoing<T> attribute(String name, String value) {
        return attribute(name, AttributeValue.text(value));
    }

    /** One more attribute; of the same name the later counts. Ten at most. */
    public Outgoing<T> attribute(String name, AttributeValue value) {
        var all = new LinkedHashMap<>(attributes);
        all.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new Outgoing<>(
                body,
                group,
                deduplicationId,
                deduplicatedByContent,
                delay,
                Collections.unmodifiableMap(all),
                traceHeader,
                idempotencyToken);
    }

    /** The X-Ray header, which is no attribute and does not count as one. */
    public Outgoing<T> traceHeader(String header) {
        return new Outgoing<>(
                body, group, deduplicationId, deduplicatedByContent, delay, attributes, header, idempotencyToken);
    }

    /**
     * What this message is known by when the application itself sends it again: of messages with the same token, sent to
     * the same queue within five minutes, only the first is stored, and all get its id. In a FIFO queue it is the deduplication id, unless there is another.
     * For as long the body must stay the same; with another one the message is refused. 1 to 128 printable characters without spaces.
     *
     * <p>Sluice knows such tokens, SQS and SNS pass over them. The client makes one for each of its requests, so this is for
     * applications that repeat what has failed, or begin anew after a crash. A message with a token of its own travels alone.
     */
    public Outgoing<T> idempotencyToken(String token) {
        String checked = IdempotencyToken.checked(token);
        return new Outgoing<>(
                body, group, deduplicationId, deduplicatedByContent, delay, attributes, traceHeader, checked);
    }

    public T body() {
        return body;
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

    /** Null for the queue's own delay. */
    public @Nullable Duration delay() {
        return delay;
    }

    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public @Nullable String traceHeader() {
        return traceHeader;
    }

    public @Nullable String idempotencyToken() {
        return idempotencyToken;
    }
}
