package dev.sluice.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bodies of several types in one queue or topic, told apart by a name that travels as a message attribute: a name chosen for
 * the purpose, not that of a class, so that classes can move and other languages can read along. Immutable; {@link #with}
 * returns another one.
 *
 * <p>To encode a value of none of the types fails the send. To decode a message whose name is missing or unknown fails as any body
 * does that the codec cannot read. A topic hands the attribute on to queues subscribed with {@code RawMessageDelivery}.
 *
 * <pre>{@code
 * MessageCodec<Object> things = TypedCodec.named("type")
 *         .with("count", Integer.class, MessageCodec.of(String::valueOf, Integer::valueOf))
 *         .with("note", String.class, MessageCodec.text());
 * QueueClient<Object> queue = client.queue("things", things);
 * }</pre>
 *
 * @param <T> what the types have in common
 */
public final class TypedCodec<T> implements MessageCodec<T> {
    private final String attribute;
    private final List<Type<? extends T>> types;

    private record Type<S>(String name, Class<S> values, MessageCodec<S> codec) {
        String encode(Object value) throws Exception {
            return codec.encode(values.cast(value));
        }
    }

    private TypedCodec(String attribute, List<Type<? extends T>> types) {
        this.attribute = attribute;
        this.types = types;
    }

    /** @param attribute the name of the message attribute, such as {@code type} */
    public static <T> TypedCodec<T> named(String attribute) {
        return new TypedCodec<>(Objects.requireNonNull(attribute, "attribute"), List.of());
    }

    /**
     * One more type. Of several that a value belongs to, the first given counts.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public <S extends T> TypedCodec<T> with(String name, Class<S> values, MessageCodec<S> codec) {
        Objects.requireNonNull(codec, "codec");
        var all = new ArrayList<>(types);
        for (Type<? extends T> type : types) {
            if (type.name.equals(name)) throw new IllegalArgumentException("there is a type of that name: " + name);
        }
        all.add(new Type<>(name, values, codec));
        return new TypedCodec<>(attribute, List.copyOf(all));
    }

    @Override
    public String encode(T value) throws Exception {
        return of(value).encode(value);
    }

    @Override
    public Map<String, AttributeValue> attributes(T value) {
        return Map.of(attribute, AttributeValue.text(of(value).name));
    }

    private Type<? extends T> of(T value) {
        for (Type<? extends T> type : types) {
            if (type.values.isInstance(value)) return type;
        }
        throw new IllegalArgumentException("no type for " + value.getClass().getName());
    }

    /** Always fails, since the text alone does not say of which type it is. */
    @Override
    public T decode(String text) {
        throw new IllegalArgumentException("the attribute " + attribute + " is missing");
    }

    @Override
    public T decode(Received<?> message) throws Exception {
        AttributeValue name = message.attributes().get(attribute);
        if (name == null) return decode(message.text());
        for (Type<? extends T> type : types) {
            if (type.name.equals(name.text())) return type.codec.decode(message);
        }
        throw new IllegalArgumentException("no type is named " + name.text());
    }
}
