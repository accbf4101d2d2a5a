package dev.sluice.protocol.wire;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.error.SnsErrorCode;
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

/**
 * Form parameters into structures. Elements of lists and maps are numbered in any order and with gaps; a single one may
 * go without a number; a bare name with an empty value is an empty list.
 */
final class FormReader {

    private final Service service;

    FormReader(Service service) {
        this.service = service;
    }

    <T> T structure(Shape<T> shape, FormNode node) {
        List<Member<T>> members = shape.members();
        var values = new @Nullable Object[members.size()];
        for (int place = 0; place < values.length; place++) {
            Member<T> member = members.get(place);
            FormNode found = find(member.queryPaths(), node);
            if (found != null) values[place] = value(member.type(), found);
        }
        return shape.construct(values);
    }

    static @Nullable FormNode find(List<List<String>> paths, FormNode node) {
        for (int i = 0; i < paths.size(); i++) {
            FormNode found = find(node, paths.get(i));
            if (found != null) return found;
        }
        return null;
    }

    /** For a wrapped list sent as the bare name of its wrapper, the wrapper. */
    private static @Nullable FormNode find(FormNode node, List<String> path) {
        FormNode found = node.child(path.get(0));
        for (int i = 1; i < path.size() && found != null && found.hasChildren(); i++) found = found.child(path.get(i));
        return found;
    }

    private @Nullable Object value(Type type, FormNode node) {
        if (type instanceof Scalar scalar) return scalar(scalar, node);
        if (type instanceof ListOf list) return list(list, node);
        if (type instanceof MapOf map) return map(map, node);
        return structure((Shape<?>) type, node);
    }

    private @Nullable Object scalar(Scalar scalar, FormNode node) {
        if (scalar == Scalar.PRESENCE) return !elements(node, scalar).isEmpty();
        String text = node.value();
        if (text == null) return null;
        return switch (scalar) {
            case TEXT, PRESENCE -> text;
            case INTEGER -> {
                Long number = WholeNumber.parse(text);
                if (number == null || number != number.intValue()) throw invalid(node, text, "Must be an integer.");
                yield number.intValue();
            }
            case LONG -> {
                Long number = WholeNumber.parse(text);
                if (number == null) throw invalid(node, text, "Must be an integer.");
                yield number;
            }
            case BOOLEAN -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw invalid(node, text, "Must be true or false.");
                }
                yield text.equals("true");
            }
            case BLOB -> base64(node, text);
        };
    }

    private List<?> list(ListOf type, FormNode node) {
        var list = new ArrayList<Object>();
        for (FormNode element : elements(node, type.element())) {
            Object value = value(type.element(), element);
            if (value != null) list.add(value);
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, ?> map(MapOf type, FormNode node) {
        var map = new LinkedHashMap<String, Object>();
        for (FormNode pair : elements(node, type)) {
            String key = half(pair, type.keyName()).value();
            if (key == null) throw missing(pair, type.keyName());
            Object value = value(type.element(), half(pair, type.valueName()));
            if (value == null && !isTag(type)) throw missing(pair, type.valueName());
            map.put(key, value == null ? "" : value);
        }
        return Collections.unmodifiableMap(map);
    }

    /** Attributes have names, tags have keys; and a tag without a value has an empty one. */
    private static boolean isTag(MapOf type) {
        return type.keyName().equals("Key");
    }

    /** One half of a map's pair; empty if it was not sent, which is legal for an attribute whose every member is absent. */
    static FormNode half(FormNode pair, String name) {
        FormNode half = pair.child(name);
        return half == null ? new FormNode() : half;
    }

    static List<FormNode> elements(FormNode node, Type element) {
        List<FormNode> numbered = node.numbered();
        if (!numbered.isEmpty()) return numbered;
        String value = node.value();
        boolean scalar = element instanceof Scalar;
        if (scalar ? value != null && !value.isEmpty() : node.hasChildren()) return List.of(node);
        if (value != null && !value.isEmpty()) {
            throw new ApiException(ErrorCode.MALFORMED_INPUT, "A text was found where a list belongs: " + node.path());
        }
        return List.of();
    }

    private static byte[] base64(FormNode node, String text) {
        try {
            return Base64.getDecoder().decode(text); // does without the padding
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.MALFORMED_INPUT, "The value of " + node.path() + " is not base64");
        }
    }

    private static ApiException missing(FormNode pair, String half) {
        return new ApiException(
                ErrorCode.MISSING_PARAMETER,
                "The request must contain the parameter " + pair.path() + "." + half + ".");
    }

    private ApiException invalid(FormNode node, String value, String reason) {
        if (service == Service.SNS) {
            return new ApiException(
                    SnsErrorCode.INVALID_PARAMETER, "Invalid parameter: " + node.path() + " Reason: " + reason);
        }
        return new ApiException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Value " + value + " for parameter " + node.path() + " is invalid. Reason: " + reason);
    }
}
