package dev.sluice.protocol.wire;

import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One member of a structure: its names, its type and where its value is found in the record.
 *
 * <p>A list or map whose Query name is one word is flattened: {@code Tag} is sent as {@code Tag.1.Key} and answered as
 * repeated {@code <Tag>}. Of two words, {@code Tags.member}, the first wraps the second.
 *
 * @param <T> the structure
 */
final class Member<T> {

    private final String name;
    private final String queryName;
    private final Type type;
    private final boolean required;
    private final boolean absentWhenEmpty;
    private final Function<T, ? extends @Nullable Object> getter;
    private final byte[] jsonName;
    private final @Nullable Tag wrapper;
    private final Tag tag;
    private final List<List<String>> queryPaths;

    private Member(
            String name,
            String queryName,
            Type type,
            boolean absentWhenEmpty,
            Function<T, ? extends @Nullable Object> getter) {
        this(name, queryName, type, absentWhenEmpty, false, getter);
    }

    private Member(
            String name,
            String queryName,
            Type type,
            boolean absentWhenEmpty,
            boolean required,
            Function<T, ? extends @Nullable Object> getter) {
        this.name = name;
        this.queryName = queryName;
        this.type = type;
        this.required = required;
        this.getter = getter;
        this.jsonName = ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
        var words = List.of(queryName.split("\\."));
        this.wrapper = words.size() == 1 ? null : Tag.of(words.get(0));
        // what SNS wraps it writes even when it is empty, and its callers index into it
        this.absentWhenEmpty = absentWhenEmpty && wrapper == null;
        this.tag = Tag.of(words.get(words.size() - 1));
        this.queryPaths = queryPaths(name, words, type);
    }

    static <T> Member<T> text(String name, Function<T, @Nullable String> getter) {
        return new Member<>(name, name, Scalar.TEXT, false, getter);
    }

    static <T> Member<T> integer(String name, Function<T, @Nullable Integer> getter) {
        return new Member<>(name, name, Scalar.INTEGER, false, getter);
    }

    static <T> Member<T> number(String name, Function<T, @Nullable Long> getter) {
        return new Member<>(name, name, Scalar.LONG, false, getter);
    }

    static <T> Member<T> flag(String name, Function<T, @Nullable Boolean> getter) {
        return new Member<>(name, name, Scalar.BOOLEAN, false, getter);
    }

    static <T> Member<T> blob(String name, Function<T, byte @Nullable []> getter) {
        return new Member<>(name, name, Scalar.BLOB, false, getter);
    }

    /** Read as whether the list has elements, never written. */
    static <T> Member<T> presence(String name, String queryName) {
        return new Member<>(name, queryName, Scalar.PRESENCE, false, structure -> null);
    }

    /** A list for which absent and empty are the same: never null in the record, never empty on the wire unless wrapped. */
    static <T> Member<T> list(String name, String queryName, Type element, Function<T, ? extends List<?>> getter) {
        return new Member<>(name, queryName, new ListOf(element), true, getter);
    }

    /** A list for which absent, which is null, is not the same as empty. */
    static <T> Member<T> optionalList(
            String name, String queryName, Type element, Function<T, ? extends @Nullable List<?>> getter) {
        return new Member<>(name, queryName, new ListOf(element), false, getter);
    }

    /** A map for which absent and empty are the same: never null in the record, never empty on the wire unless wrapped. */
    static <T> Member<T> map(
            String name,
            String queryName,
            String keyName,
            String valueName,
            Type element,
            Function<T, ? extends Map<String, ?>> getter) {
        return new Member<>(name, queryName, new MapOf(keyName, valueName, element), true, getter);
    }

    /** The same, but a form without it is refused before it is read. Only services that speak nothing but Query have these. */
    Member<T> required() {
        return new Member<>(name, queryName, type, absentWhenEmpty, true, getter);
    }

    /** The name in JSON, which is the member's name in AWS's model. */
    String name() {
        return name;
    }

    /** The name in a form, with a dot behind the wrapper's if there is one. */
    String queryName() {
        return queryName;
    }

    Type type() {
        return type;
    }

    boolean isRequired() {
        return required;
    }

    /** The value to be written, or null when nothing is. */
    @Nullable
    Object in(T structure) {
        Object value = getter.apply(structure);
        if (absentWhenEmpty) {
            if (value instanceof List<?> list && list.isEmpty()) return null;
            if (value instanceof Map<?, ?> map && map.isEmpty()) return null;
        }
        return value;
    }

    /** The quoted name with its colon. */
    byte[] jsonName() {
        return jsonName;
    }

    /** The element around all elements of a list or map; null for a flattened one and for anything else. */
    @Nullable
    Tag wrapper() {
        return wrapper;
    }

    /** The element around the value, or around each element of a list or map. */
    Tag tag() {
        return tag;
    }

    /** Where the value may stand in a form, most usual first. */
    List<List<String>> queryPaths() {
        return queryPaths;
    }

    /** Early releases of the Java SDK v2, and kombu, send some flattened lists under the plural or the JSON name. */
    private static List<List<String>> queryPaths(String name, List<String> words, Type type) {
        var paths = new ArrayList<List<String>>();
        paths.add(words);
        boolean flattened = words.size() == 1 && (type instanceof ListOf || type instanceof MapOf);
        if (flattened) {
            paths.add(List.of(words.get(0) + "s"));
            if (!paths.contains(List.of(name))) paths.add(List.of(name));
        }
        return List.copyOf(paths);
    }
}
