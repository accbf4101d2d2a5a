package dev.sluice.protocol.wire;

import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Structures into form parameters, each behind an ampersand. {@link FormReader} reads them. */
final class FormWriter {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private FormWriter() {}

    static <T> void structure(Shape<T> shape, T structure, WireBytes out) {
        members(shape, structure, "", out);
    }

    private static <T> void members(Shape<T> shape, T structure, String prefix, WireBytes out) {
        List<Member<T>> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            Member<T> member = members.get(i);
            Object value = member.in(structure);
            Tag wrapper = member.wrapper();
            if (wrapper != null && member.isRequired() && isEmpty(value)) {
                parameter(prefix + wrapper.name(), "", out);
            } else if (value != null) {
                value(member.type(), value, prefix + member.queryName(), out);
            }
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value instanceof List<?> list && list.isEmpty();
    }

    @SuppressWarnings("unchecked") // a member's value is what its type says
    private static void value(Type type, Object value, String name, WireBytes out) {
        if (type instanceof ListOf list) {
            int number = 1;
            for (Object element : (List<?>) value) value(list.element(), element, name + '.' + number++, out);
        } else if (type instanceof MapOf map) {
            int number = 1;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                String pair = name + '.' + number++ + '.';
                parameter(pair + map.keyName(), (String) entry.getKey(), out);
                value(map.element(), entry.getValue(), pair + map.valueName(), out);
            }
        } else if (type instanceof Scalar scalar) {
            parameter(name, text(scalar, value), out);
        } else {
            members((Shape<Object>) type, value, name + '.', out);
        }
    }

    private static String text(Scalar scalar, Object value) {
        return switch (scalar) {
            case TEXT -> (String) value;
            case INTEGER, LONG, BOOLEAN -> value.toString();
            case BLOB -> Base64.getEncoder().encodeToString((byte[]) value);
            case PRESENCE -> throw new IllegalArgumentException("is only ever read");
        };
    }

    private static void parameter(String name, String value, WireBytes out) {
        out.write('&');
        out.ascii(name);
        out.write('=');
        int codePoint;
        for (int i = 0; i < value.length(); i += Character.charCount(codePoint)) {
            codePoint = value.codePointAt(i);
            if (unreserved(codePoint)) out.write(codePoint);
            else encoded(codePoint, out);
        }
    }

    /** What percent-encoding leaves as it is, by RFC 3986. */
    private static boolean unreserved(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '-' || c == '.' || c == '_' || c == '~';
    }

    /** UTF-8. Half of a surrogate pair has none; it is spelled out in the same manner, and any server refuses it. */
    private static void encoded(int codePoint, WireBytes out) {
        if (codePoint < 0x80) {
            percent(codePoint, out);
        } else if (codePoint < 0x800) {
            percent(0xC0 | (codePoint >> 6), out);
            percent(0x80 | (codePoint & 0x3F), out);
        } else {
            if (codePoint < 0x10000) {
                percent(0xE0 | (codePoint >> 12), out);
            } else {
                percent(0xF0 | (codePoint >> 18), out);
                percent(0x80 | ((codePoint >> 12) & 0x3F), out);
            }
            percent(0x80 | ((codePoint >> 6) & 0x3F), out);
            percent(0x80 | (codePoint & 0x3F), out);
        }
    }

    private static void percent(int b, WireBytes out) {
        out.write('%');
        out.write(HEX[b >> 4]);
        out.write(HEX[b & 0xF]);
    }
}
