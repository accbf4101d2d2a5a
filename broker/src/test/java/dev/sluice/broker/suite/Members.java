package dev.sluice.broker.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of a request or an answer by their names in the JSON protocol. Values are strings, integers, booleans, byte
 * arrays, lists and maps of these; no nulls.
 */
public final class Members {
    private final Map<String, Object> values;

    private Members(Map<String, Object> values) {
        this.values = values;
    }

    /** @param namesAndValues names and values by turns; a {@code Members} value becomes its map */
    public static Members of(Object... namesAndValues) {
        return new Members(new LinkedHashMap<>()).with(namesAndValues);
    }

    @SuppressWarnings("unchecked") // only Json, the clients and of() make these maps, with string keys
    public static Members ofMap(Object map) {
        return new Members((Map<String, Object>) map);
    }

    /** A copy with these as well. */
    public Members with(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
        }
        return new Members(all);
    }

    /** A copy with the other's members as well. */
    public Members and(Members other) {
        Members all = with();
        all.values.putAll(other.values);
        return all;
    }

    private static Object plain(Object value) {
        if (value instanceof Members members) return members.values;
        if (value instanceof List<?> list)
            return list.stream().map(Members::plain).toList();
        return value;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    Set<String> names() {
        return values.keySet();
    }

    /** A scalar as text, whether the client reports it as text, number or boolean. */
    public String text(String name) {
        return String.valueOf(present(name));
    }

    byte[] bytes(String name) {
        return (byte[]) present(name);
    }

    Members members(String name) {
        return ofMap(present(name));
    }

    /** A map of texts; it must be present. */
    public Map<String, String> texts(String name) {
        return members(name).texts();
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    /** A list of structures; an absent one counts as empty, as all clients have it. */
    public List<Members> list(String name) {
        List<Members> list = new ArrayList<>();
        for (Object element : elements(name)) list.add(ofMap(element));
        return list;
    }

    /** A list of texts; an absent one counts as empty. */
    List<String> textList(String name) {
        return elements(name).stream().map(String::valueOf).toList();
    }

    private List<?> elements(String name) {
        return has(name) ? (List<?>) present(name) : List.of();
    }

    private Object present(String name) {
        Object value = values.get(name);
        if (value == null) throw new AssertionError("no member " + name + " in " + this);
        return value;
    }

    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
