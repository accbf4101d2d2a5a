package dev.sluice.protocol.wire;

import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A structure of the wire and the record it becomes, said once for both protocols and both directions.
 *
 * @param <T> the record
 */
final class Shape<T> implements Type {

    /** Not a structure at all: the output of a void operation. */
    static final Shape<Nothing> NOTHING = of(v -> Nothing.NOTHING);

    private final Function<Values, T> constructor;
    private final List<Member<T>> members;
    private final List<Member<T>> xmlMembers;

    /** Members by the hash of their name, with linear probing; at most half full. The number is the member's place. */
    private final @Nullable String[] names;

    private final int[] places;
    private final boolean demanding;

    private Shape(Function<Values, T> constructor, List<Member<T>> members, List<Member<T>> xmlMembers) {
        this.constructor = constructor;
        this.members = List.copyOf(members);
        this.xmlMembers = List.copyOf(xmlMembers);
        this.demanding = members.stream().anyMatch(member -> member.isRequired() || demanding(member.type()));
        int size = Integer.highestOneBit(Math.max(1, members.size())) * 4;
        names = new @Nullable String[size];
        places = new int[size];
        for (int place = 0; place < members.size(); place++) {
            String name = members.get(place).name();
            int slot = slot(name, size);
            while (names[slot] != null) slot = (slot + 1) & (size - 1);
            names[slot] = name;
            places[slot] = place;
        }
    }

    /** Members in the order in which JSON writes them and {@code constructor} takes them. */
    @SafeVarargs
    static <T> Shape<T> of(Function<Values, T> constructor, Member<T>... members) {
        var list = new ArrayList<Member<T>>();
        for (Member<T> member : members) list.add(member);
        return new Shape<>(constructor, list, list);
    }

    /** The same, but written in another order in XML. */
    Shape<T> inXml(String... order) {
        var sorted =
                List.of(order).stream().map(name -> members.get(place(name))).toList();
        return new Shape<>(constructor, members, sorted);
    }

    List<Member<T>> members() {
        return members;
    }

    List<Member<T>> xmlMembers() {
        return xmlMembers;
    }

    /** The place of the member that JSON calls so, or -1. */
    int place(String name) {
        for (int slot = slot(name, names.length); ; slot = (slot + 1) & (names.length - 1)) {
            String candidate = names[slot];
            if (candidate == null) return -1;
            if (candidate.equals(name)) return places[slot];
        }
    }

    /** Whether anything in it, at any depth, must not be absent. */
    boolean demanding() {
        return demanding;
    }

    /** @param values one for each member, in their order; null where absent */
    T construct(@Nullable Object[] values) {
        return constructor.apply(new Values(this, values));
    }

    private static boolean demanding(Type type) {
        if (type instanceof ListOf list) return demanding(list.element());
        if (type instanceof MapOf map) return demanding(map.element());
        return type instanceof Shape<?> shape && shape.demanding;
    }

    private static int slot(String name, int size) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 16)) & (size - 1);
    }
}
