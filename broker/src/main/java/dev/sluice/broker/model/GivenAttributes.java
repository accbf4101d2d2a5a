package dev.sluice.broker.model;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What something was given under the names of its attributes, in its normal form. Immutable. Values reach here only after
 * the API has checked and normalised them.
 *
 * @param <A> the names
 */
public abstract class GivenAttributes<A extends Enum<A>> {
    private final EnumMap<A, String> given;

    protected GivenAttributes(Class<A> names, Map<A, String> given) {
        this.given = new EnumMap<>(names);
        this.given.putAll(given);
    }

    /** What was set, defaults left out; this is what is stored. */
    public final Map<A, String> given() {
        return new EnumMap<>(given);
    }

    /** The value as it was set, or null when it never was. */
    protected final @Nullable String given(A attribute) {
        return given.get(attribute);
    }

    /** What was set with the changes laid over it; an empty value removes. */
    protected final Map<A, String> changedBy(Map<A, String> changes) {
        var merged = new EnumMap<>(given);
        changes.forEach((attribute, value) -> {
            if (value.isEmpty()) merged.remove(attribute);
            else merged.put(attribute, value);
        });
        return merged;
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // a queue's and a topic's are different even when nothing was given
    public final boolean equals(@Nullable Object other) {
        return other instanceof GivenAttributes<?> that && getClass() == that.getClass() && given.equals(that.given);
    }

    @Override
    public final int hashCode() {
        return given.hashCode();
    }

    @Override
    public final String toString() {
        return given.toString();
    }
}
