package dev.sluice.protocol.wire;

import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Structures into JSON: members in their shape's order, what has no value left out, no white space. */
final class JsonWriter {

    private JsonWriter() {}

    static <T> void structure(Shape<T> shape, T structure, WireBytes out) {
        out.write('{');
        boolean first = true;
        List<Member<T>> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            Member<T> member = members.get(i);
            Object value = member.in(structure);
            if (value == null) continue;
            if (!first) out.write(',');
            first = false;
            out.write(member.jsonName());
            value(member.type(), value, out);
        }
        out.write('}');
    }

    static void text(String text, WireBytes out) {
        out.jsonString(text);
    }

    @SuppressWarnings("unchecked") // a member's value is what its type says
    private static void value(Type type, Object value, WireBytes out) {
        if (type instanceof Scalar scalar) {
            scalar(scalar, value, out);
        } else if (type instanceof ListOf list) {
            list(list, (List<?>) value, out);
        } else if (type instanceof MapOf map) {
            map(map, (Map<String, ?>) value, out);
        } else {
            structure((Shape<Object>) type, value, out);
        }
    }

    private static void scalar(Scalar scalar, Object value, WireBytes out) {
        switch (scalar) {
            case TEXT -> text((String) value, out);
            case INTEGER, LONG -> out.decimal(((Number) value).longValue());
            case BOOLEAN -> out.ascii(value.toString());
            case BLOB -> {
                out.write('"');
                out.write(Base64.getEncoder().encode((byte[]) value));
                out.write('"');
            }
            case PRESENCE -> throw new IllegalArgumentException("is only ever read");
        }
    }

    private static void list(ListOf type, List<?> list, WireBytes out) {
        out.write('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) out.write(',');
            value(type.element(), list.get(i), out);
        }
        out.write(']');
    }

    private static void map(MapOf type, Map<String, ?> map, WireBytes out) {
        char before = '{';
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            out.write(before);
            text(entry.getKey(), out);
            out.write(':');
            value(type.element(), entry.getValue(), out);
            before = ',';
        }
        if (before == '{') out.write('{');
        out.write('}');
    }
}
