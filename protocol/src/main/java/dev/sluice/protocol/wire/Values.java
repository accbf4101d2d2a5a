package dev.sluice.protocol.wire;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoded members of one structure, handed to its constructor one by one in the order the shape lists them. */
final class Values {

    private final Shape<?> shape;
    private final @Nullable Object[] values;
    private int next;

    Values(Shape<?> shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    @Nullable
    String text() {
        return (String) values[next++];
    }

    /** For answers, whose readers may rely on it. */
    String requiredText() {
        String text = text();
        if (text != null) return text;
        String name = shape.members().get(next - 1).name();
        throw new ApiException(ErrorCode.MALFORMED_INPUT, "The structure lacks " + name);
    }

    @Nullable
    Integer integer() {
        return (Integer) values[next++];
    }

    @Nullable
    Long number() {
        return (Long) values[next++];
    }

    /** False when absent. */
    boolean flag() {
        return Boolean.TRUE.equals(values[next++]);
    }

    byte @Nullable [] blob() {
        return (byte[]) values[next++];
    }

    /** Empty when absent. */
    <E> List<E> list() {
        List<E> list = optionalList();
        return list == null ? List.of() : list;
    }

    @SuppressWarnings("unchecked") // both readers put lists of the element type that the member was declared with
    <E> @Nullable List<E> optionalList() {
        return (List<E>) values[next++];
    }

    /** Empty when absent. */
    @SuppressWarnings("unchecked") // as above
    <E> Map<String, E> map() {
        var map = (Map<String, E>) values[next++];
        return map == null ? Map.of() : map;
    }
}
