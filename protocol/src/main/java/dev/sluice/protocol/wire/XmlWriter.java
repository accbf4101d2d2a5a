package dev.sluice.protocol.wire;

import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Structures into XML: one element for each member that has a value, no white space. */
final class XmlWriter {

    private XmlWriter() {}

    /** The members, without an element around them. */
    static <T> void structure(Shape<T> shape, T structure, WireBytes out) {
        List<Member<T>> members = shape.xmlMembers();
        for (int i = 0; i < members.size(); i++) {
            Member<T> member = members.get(i);
            Object value = member.in(structure);
            if (value != null) member(member, value, out);
        }
    }

    static void text(String text, WireBytes out) {
        out.text(text, Escapes.XML);
    }

    private static void member(Member<?> member, Object value, WireBytes out) {
        Tag wrapper = member.wrapper();
        if (wrapper != null && isEmpty(value)) {
            out.write(wrapper.empty());
            return;
        }
        if (wrapper != null) out.write(wrapper.open());
        if (member.type() instanceof ListOf list) {
            for (Object element : (List<?>) value) element(member.tag(), list.element(), element, out);
        } else if (member.type() instanceof MapOf map) {
            map(member.tag(), map, (Map<?, ?>) value, out);
        } else {
            element(member.tag(), member.type(), value, out);
        }
        if (wrapper != null) out.write(wrapper.close());
    }

    private static boolean isEmpty(Object collection) {
        return collection instanceof List<?> list ? list.isEmpty() : ((Map<?, ?>) collection).isEmpty();
    }

    private static void map(Tag pair, MapOf type, Map<?, ?> map, WireBytes out) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.write(pair.open());
            element(type.key(), Scalar.TEXT, entry.getKey(), out);
            element(type.value(), type.element(), entry.getValue(), out);
            out.write(pair.close());
        }
    }

    @SuppressWarnings("unchecked") // a member's value is what its type says
    private static void element(Tag tag, Type type, Object value, WireBytes out) {
        out.write(tag.open());
        if (type instanceof Scalar scalar) {
            scalar(scalar, value, out);
        } else {
            structure((Shape<Object>) type, value, out);
        }
        out.write(tag.close());
    }

    private static void scalar(Scalar scalar, Object value, WireBytes out) {
        switch (scalar) {
            case TEXT -> text((String) value, out);
            case INTEGER, LONG -> out.decimal(((Number) value).longValue());
            case BOOLEAN -> out.ascii(value.toString());
            case BLOB -> out.write(Base64.getEncoder().encode((byte[]) value));
            case PRESENCE -> throw new IllegalArgumentException("is only ever read");
        }
    }
}
