package dev.sluice.protocol.wire;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** XML into structures, as a client reads answers: what {@link XmlWriter} writes. Elements of unknown names are passed over. */
final class XmlReader {

    private XmlReader() {}

    static <T> T structure(Shape<T> shape, XmlElement element) {
        List<Member<T>> members = shape.members();
        var values = new @Nullable Object[members.size()];
        for (int place = 0; place < values.length; place++) values[place] = member(members.get(place), element);
        return shape.construct(values);
    }

    private static @Nullable Object member(Member<?> member, XmlElement element) {
        Tag wrapper = member.wrapper();
        XmlElement around = wrapper == null ? element : element.first(wrapper.name());
        if (around == null) return null;
        List<XmlElement> found = around.all(member.tag().name());
        if (member.type() instanceof ListOf list) return found.isEmpty() && wrapper == null ? null : list(list, found);
        if (member.type() instanceof MapOf map) return found.isEmpty() && wrapper == null ? null : map(map, found);
        return found.isEmpty() ? null : value(member.type(), found.get(0));
    }

    private static List<?> list(ListOf type, List<XmlElement> elements) {
        var list = new ArrayList<Object>();
        for (XmlElement element : elements) list.add(value(type.element(), element));
        return Collections.unmodifiableList(list);
    }

    private static Map<String, ?> map(MapOf type, List<XmlElement> pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (XmlElement pair : pairs) {
            map.put(pair.only(type.keyName()).text(), value(type.element(), pair.only(type.valueName())));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object value(Type type, XmlElement element) {
        return type instanceof Scalar scalar ? scalar(scalar, element.text()) : structure((Shape<?>) type, element);
    }

    private static Object scalar(Scalar scalar, String text) {
        return switch (scalar) {
            case TEXT -> text;
            case INTEGER -> {
                long number = number(text);
                if (number != (int) number) throw malformed("The answer has a number that is too large: " + text);
                yield (int) number;
            }
            case LONG -> number(text);
            case BOOLEAN -> text.strip().equals("true");
            case BLOB -> base64(text.strip());
            case PRESENCE -> throw new IllegalArgumentException("is only ever in requests");
        };
    }

    private static long number(String text) {
        Long number = WholeNumber.parse(text.strip());
        if (number == null) throw malformed("The answer has '" + text + "' where a number belongs");
        return number;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("The answer has something else where base64 belongs");
        }
    }

    private static ApiException malformed(String text) {
        return new ApiException(ErrorCode.MALFORMED_INPUT, text);
    }
}
