package dev.sluice.protocol.wire;

import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Structures into the JSON that a converter makes of their XML: an element that stands alone is a value, several of one
 * name are a list, an empty one is null, and every scalar is a text. {@code XmlWriter} is the original.
 */
final class XmlAsJson {

    private XmlAsJson() {}

    /** Null when no member has a value. */
    static <T> void structure(Shape<T> shape, T structure, WireBytes out) {
        boolean empty = true;
        List<Member<T>> members = shape.xmlMembers();
        for (int i = 0; i < members.size(); i++) {
            Member<T> member = members.get(i);
            Object value = member.in(structure);
            if (value == null) continue;
            out.write(empty ? '{' : ',');
            empty = false;
            member(member, value, out);
        }
        out.ascii(empty ? "null" : "}");
    }

    static void name(String name, WireBytes out) {
        JsonWriter.text(name, out);
        out.write(':');
    }

    static void text(String text, WireBytes out) {
        if (text.isEmpty()) out.ascii("null");
        else JsonWriter.text(text, out);
    }

    private static void member(Member<?> member, Object value, WireBytes out) {
        Tag wrapper = member.wrapper();
        if (wrapper != null) {
            name(wrapper.name(), out);
            out.write('{');
        }
        name(member.tag().name(), out);
        if (member.type() instanceof ListOf list) list(list, (List<?>) value, out);
        else if (member.type() instanceof MapOf map) map(map, (Map<?, ?>) value, out);
        else value(member.type(), value, out);
        if (wrapper != null) out.write('}');
    }

    private static void list(ListOf type, List<?> list, WireBytes out) {
        open(list.size(), out);
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) out.write(',');
            value(type.element(), list.get(i), out);
        }
        close(list.size(), out);
    }

    private static void map(MapOf type, Map<?, ?> map, WireBytes out) {
        open(map.size(), out);
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) out.write(',');
            first = false;
            out.write('{');
            name(type.keyName(), out);
            text((String) entry.getKey(), out);
            out.write(',');
            name(type.valueName(), out);
            value(type.element(), entry.getValue(), out);
            out.write('}');
        }
        close(map.size(), out);
    }

    private static void open(int elements, WireBytes out) {
        if (elements == 0) out.ascii("null");
        else if (elements > 1) out.write('[');
    }

    private static void close(int elements, WireBytes out) {
        if (elements > 1) out.write(']');
    }

    @SuppressWarnings("unchecked") // a member's value is what its type says
    private static void value(Type type, Object value, WireBytes out) {
        if (type == Scalar.BLOB) text(Base64.getEncoder().encodeToString((byte[]) value), out);
        else if (type instanceof Scalar) text(value.toString(), out);
        else structure((Shape<Object>) type, value, out);
    }
}
