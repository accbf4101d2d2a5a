package dev.sluice.protocol.wire;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;
import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The required members that a form lacks, at any depth. They are looked for before anything is read, because the answer
 * names them all.
 */
final class MissingMembers {

    /** More are not named, or the answer could be larger than the request. */
    private static final int MOST = 10;

    private final List<String> paths = new ArrayList<>();

    private MissingMembers() {}

    /** @throws ApiException with {@link SnsErrorCode#VALIDATION_ERROR} when there are any */
    static void refuse(Shape<?> shape, FormNode node) {
        if (!shape.demanding()) return;
        var missing = new MissingMembers();
        missing.lookIn(shape, node, "");
        if (!missing.paths.isEmpty()) throw new ApiException(SnsErrorCode.VALIDATION_ERROR, text(missing.paths));
    }

    private void lookIn(Shape<?> shape, FormNode node, String path) {
        for (Member<?> member : shape.members()) {
            if (paths.size() == MOST) return;
            FormNode found = FormReader.find(member.queryPaths(), node);
            if (found == null || (member.type() instanceof Scalar && found.value() == null)) {
                if (member.isRequired()) paths.add(path + camelCase(member.name()));
            } else {
                lookInElements(member, found, path);
            }
        }
    }

    private void lookInElements(Member<?> member, FormNode found, String path) {
        if (member.type() instanceof ListOf list && list.element() instanceof Shape<?> element) {
            int place = 1;
            for (FormNode each : FormReader.elements(found, element)) {
                lookIn(element, each, path + camelCase(member.name()) + "." + place + ".member.");
                place++;
            }
        } else if (member.type() instanceof MapOf map && map.element() instanceof Shape<?> element) {
            for (FormNode pair : FormReader.elements(found, map)) {
                String key = FormReader.half(pair, map.keyName()).value();
                FormNode value = FormReader.half(pair, map.valueName());
                lookIn(element, value, path + camelCase(member.name()) + "." + key + ".member.");
            }
        }
    }

    private static String text(List<String> paths) {
        var text = new StringBuilder();
        text.append(paths.size()).append(paths.size() == 1 ? " validation error" : " validation errors");
        String before = " detected: ";
        for (String path : paths) {
            text.append(before).append("Value null at '").append(path);
            text.append("' failed to satisfy constraint: Member must not be null");
            before = "; ";
        }
        return text.toString();
    }

    private static String camelCase(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
