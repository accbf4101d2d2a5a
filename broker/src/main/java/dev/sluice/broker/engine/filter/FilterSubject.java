package dev.sluice.broker.engine.filter;

import dev.sluice.broker.model.MessageAttribute;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What filter policies of one scope judge a message by, read once for all of them. */
public final class FilterSubject {
    private final FilterPolicyScope scope;
    private final Value.@Nullable Members members;

    private FilterSubject(FilterPolicyScope scope, Value.@Nullable Members members) {
        this.scope = scope;
        this.members = members;
    }

    /**
     * Binary attributes count as absent. A {@code String.Array} stands for its elements; one which is no JSON array satisfies
     * no condition at all.
     */
    public static FilterSubject ofAttributes(List<MessageAttribute> attributes) {
        if (attributes.isEmpty()) return new FilterSubject(FilterPolicyScope.MESSAGE_ATTRIBUTES, null);
        Map<String, Value> members = new LinkedHashMap<>();
        for (MessageAttribute attribute : attributes) {
            if (!attribute.isBinary()) members.put(attribute.name(), value(attribute));
        }
        return new FilterSubject(FilterPolicyScope.MESSAGE_ATTRIBUTES, Value.members(members));
    }

    /** @param utf8 the text for the subscription's protocol; anything but a JSON object matches no policy */
    public static FilterSubject ofBody(byte[] utf8) {
        return ofBody(utf8, name -> true);
    }

    static FilterSubject ofBody(byte[] utf8, Predicate<String> wanted) {
        var members = ValueReader.body(utf8, wanted) instanceof Value.Members object ? object : null;
        return new FilterSubject(FilterPolicyScope.MESSAGE_BODY, members);
    }

    public FilterPolicyScope scope() {
        return scope;
    }

    /** Null when no policy matches: a body that is no JSON object, a message without attributes. */
    Value.@Nullable Members members() {
        return members;
    }

    private static Value value(MessageAttribute attribute) {
        String text = new String(attribute.value(), StandardCharsets.UTF_8);
        if (attribute.dataType().startsWith("Number")) return ValueReader.number(text);
        if (!attribute.dataType().equals("String.Array")) return new Value.Text(text);
        return ValueReader.attribute(text) instanceof Value.Elements elements ? elements : Value.Unreadable.UNREADABLE;
    }
}
