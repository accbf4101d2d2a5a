package dev.sluice.broker.suite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Spells a request as a form: flattened lists, numbered from 1. */
final class QueryForm {
    /** Maps whose entries travel as names and values, by the name of their elements. */
    private static final Map<String, String> ELEMENT_OF_MAP = Map.of(
            "Attributes", "Attribute",
            "MessageAttributes", "MessageAttribute",
            "MessageSystemAttributes", "MessageSystemAttribute",
            "Tags", "Tag",
            "tags", "Tag");

    private static final Map<String, String> ELEMENT_OF_LIST = Map.of(
            "AWSAccountIds", "AWSAccountId",
            "Actions", "ActionName",
            "AttributeNames", "AttributeName",
            "MessageSystemAttributeNames", "MessageSystemAttributeName",
            "MessageAttributeNames", "MessageAttributeName",
            "TagKeys", "TagKey",
            "StringListValues", "StringListValue");

    private static final Set<String> TAGS = Set.of("Tags", "tags");

    private final String action;
    private final StringJoiner form = new StringJoiner("&");

    private QueryForm(String action) {
        this.action = action;
    }

    static String of(String action, Members request) {
        QueryForm form = new QueryForm(action);
        form.add("Action", action);
        form.add("Version", "2012-11-05");
        form.structure("", request.asMap());
        return form.form.toString();
    }

    private void structure(String prefix, Map<String, Object> members) {
        members.forEach((name, value) -> member(prefix, name, value));
    }

    private void member(String prefix, String name, Object value) {
        if (value instanceof List<?> list) {
            String element = prefix + ELEMENT_OF_LIST.getOrDefault(name, action + "RequestEntry");
            if (list.isEmpty()) add(element, "");
            for (int i = 0; i < list.size(); i++) value(element + "." + (i + 1), list.get(i));
        } else if (value instanceof Map<?, ?> map && ELEMENT_OF_MAP.containsKey(name)) {
            map(prefix + ELEMENT_OF_MAP.get(name), TAGS.contains(name) ? "Key" : "Name", Members.ofMap(map));
        } else {
            value(prefix + name, value);
        }
    }

    private void map(String element, String keyName, Members entries) {
        int number = 0;
        for (var entry : entries.asMap().entrySet()) {
            number++;
            add(element + "." + number + "." + keyName, entry.getKey());
            value(element + "." + number + ".Value", entry.getValue());
        }
    }

    private void value(String name, Object value) {
        if (value instanceof Map<?, ?> structure)
            structure(name + ".", Members.ofMap(structure).asMap());
        else if (value instanceof byte[] bytes) add(name, Base64.getEncoder().encodeToString(bytes));
        else add(name, value.toString());
    }

    private void add(String name, String value) {
        form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
