package dev.sluice.protocol.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One segment of the dotted names of a form. {@code Tag.1.Key=a} is a node {@code Tag} with a child {@code 1} with a
 * child {@code Key} whose value is {@code a}.
 */
final class FormNode {

    private static final int MAX_INDEX_DIGITS = 9;

    private final @Nullable FormNode parent;
    private final String name;
    private final int index;
    private @Nullable String value;
    private @Nullable Map<String, FormNode> children;

    FormNode() {
        this(null, "");
    }

    private FormNode(@Nullable FormNode parent, String name) {
        this.parent = parent;
        this.name = name;
        this.index = index(name);
    }

    /** What was sent for exactly this name; empty when it was sent without a value, null when it was not sent. */
    @Nullable
    String value() {
        return value;
    }

    void value(String sent) {
        value = sent;
    }

    @Nullable
    FormNode child(String childName) {
        return children == null ? null : children.get(childName);
    }

    FormNode childOrNew(String childName) {
        if (children == null) children = new LinkedHashMap<>();
        FormNode child = children.get(childName);
        if (child == null) {
            child = new FormNode(this, childName);
            children.put(childName, child);
        }
        return child;
    }

    boolean hasChildren() {
        return children != null;
    }

    /** The children whose names are numbers, in the order of those. */
    List<FormNode> numbered() {
        if (children == null) return List.of();
        var numbered = new ArrayList<FormNode>();
        Collection<FormNode> all = children.values();
        for (FormNode child : all) {
            if (child.index >= 0) numbered.add(child);
        }
        numbered.sort(Comparator.comparingInt(child -> child.index));
        return numbered;
    }

    /** The whole dotted name, for messages. */
    String path() {
        if (parent == null) return name;
        String before = parent.path();
        return before.isEmpty() ? name : before + "." + name;
    }

    private static int index(String name) {
        if (name.isEmpty() || name.length() > MAX_INDEX_DIGITS) return -1;
        int index = 0;
        for (int i = 0; i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            index = index * 10 + digit;
        }
        return index;
    }
}
