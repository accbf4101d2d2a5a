package dev.sluice.client;

import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * Bodies to values and back. SQS's bodies are text.
 *
 * <p>For JSON any library serves; with Jackson's {@code mapper} it is {@code MessageCodec.of(mapper::writeValueAsString,
 * text -> mapper.readValue(text, Job.class))}.
 *
 * <pre>{@code
 * MessageCodec<Integer> numbers = MessageCodec.of(String::valueOf, Integer::valueOf);
 * QueueClient<Integer> queue = client.queue("numbers", numbers);
 * }</pre>
 *
 * @param <T> what the application works with
 */
public interface MessageCodec<T> {

    /**
     * Called by many threads at once.
     *
     * @throws Exception when the value has no such form
     */
    String encode(T value) throws Exception;

    /**
     * Called by many threads at once.
     *
     * @throws Exception when the text is not what {@link #encode} writes
     */
    T decode(String text) throws Exception;

    /**
     * What goes along with the value as message attributes, to be read by {@link #decode(Received)}; by default nothing. They
     * count among a message's ten, and replace those of the same names.
     */
    default Map<String, AttributeValue> attributes(T value) {
        return Map.of();
    }

    /**
     * A received message's value; by default that of its text.
     *
     * @throws Exception when the message is not what {@link #encode} and {@link #attributes} make
     */
    default T decode(Received<?> message) throws Exception {
        return decode(message.text());
    }

    /** A function that may fail. */
    @FunctionalInterface
    interface Conversion<A, B> {
        B apply(A from) throws Exception;
    }

    /** A codec of two functions. */
    static <T> MessageCodec<T> of(Conversion<T, String> encode, Conversion<String, T> decode) {
        Objects.requireNonNull(encode, "encode");
        Objects.requireNonNull(decode, "decode");
        return new MessageCodec<>() {
            @Override
            public String encode(T value) throws Exception {
                return encode.apply(value);
            }

            @Override
            public T decode(String text) throws Exception {
                return decode.apply(text);
            }
        };
    }

    /** Text as it is. */
    static MessageCodec<String> text() {
        return of(text -> text, text -> text);
    }

    /** Bytes as base64, which makes a third more of them. */
    static MessageCodec<byte[]> bytes() {
        return of(Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
    }
}
