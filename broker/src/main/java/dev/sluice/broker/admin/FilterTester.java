package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.filter.FilterPolicy;
import dev.sluice.broker.engine.filter.FilterPolicyScope;
import dev.sluice.broker.engine.filter.FilterSubject;
import dev.sluice.broker.engine.filter.FilterVerdict;
import dev.sluice.broker.engine.filter.InvalidFilterPolicy;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.MessageAttribute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries a filter policy on a sample message, without a topic: does it match, and why not. */
final class FilterTester {
    static final String PATH = "/admin/v1/filter-test";

    private FilterTester() {}

    static void answer(Call call) {
        try {
            call.respond(verdict(new String(call.body(), StandardCharsets.UTF_8)), null);
        } catch (BadRequest bad) {
            call.respond(Json.problem(400, bad.text()), null);
        }
    }

    private static Answer verdict(String body) {
        if (!(JsonText.value(body) instanceof Map<?, ?> asked)) throw new BadRequest("the body is a JSON object");
        FilterPolicyScope scope = scope(asked.get("scope"));
        FilterVerdict verdict = policy(asked.get("policy"), scope).explain(subject(asked, scope));
        return Json.answer(200, json -> write(json, verdict));
    }

    private static FilterPolicyScope scope(@Nullable Object given) {
        if (given == null) return FilterPolicyScope.MESSAGE_ATTRIBUTES;
        FilterPolicyScope scope = given instanceof String text ? FilterPolicyScope.of(text) : null;
        if (scope == null) throw new BadRequest("scope is MessageAttributes, which is the default, or MessageBody");
        return scope;
    }

    /** As a text, as SNS has it, or as what the text says. */
    private static FilterPolicy policy(@Nullable Object given, FilterPolicyScope scope) {
        if (given == null) throw new BadRequest("policy is missing");
        try {
            return FilterPolicy.of(given instanceof String text ? text : JsonText.of(given), scope);
        } catch (InvalidFilterPolicy invalid) {
            throw new BadRequest(String.valueOf(invalid.getMessage()));
        }
    }

    private static FilterSubject subject(Map<?, ?> asked, FilterPolicyScope scope) {
        if (scope == FilterPolicyScope.MESSAGE_ATTRIBUTES) {
            return FilterSubject.ofAttributes(attributes(asked.get("attributes")));
        }
        Object message = asked.get("message");
        if (message == null) throw new BadRequest("message is missing");
        String text = message instanceof String written ? written : JsonText.of(message);
        return FilterSubject.ofBody(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In the form they have in a notification: {@code {"kind":{"Type":"String","Value":"a"}}}. */
    private static List<MessageAttribute> attributes(@Nullable Object given) {
        if (given == null) return List.of();
        List<MessageAttribute> attributes = new ArrayList<>();
        if (given instanceof Map<?, ?> members) {
            for (var member : members.entrySet()) attributes.add(attribute(member.getKey(), member.getValue()));
            return attributes;
        }
        throw malformed();
    }

    private static MessageAttribute attribute(Object name, Object value) {
        if (value instanceof Map<?, ?> members
                && members.get("Type") instanceof String type
                && members.get("Value") instanceof String text) {
            return new MessageAttribute(String.valueOf(name), type, bytes(type, text));
        }
        throw malformed();
    }

    private static byte[] bytes(String type, String text) {
        try {
            return type.startsWith("Binary") ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
    }

    private static BadRequest malformed() {
        return new BadRequest("attributes are as in a notification: {\"kind\":{\"Type\":\"String\",\"Value\":\"a\"}}");
    }

    private static void write(JsonGenerator json, FilterVerdict verdict) throws IOException {
        json.writeBooleanField("matches", verdict.matches());
        if (!verdict.reason().isEmpty()) json.writeStringField("reason", verdict.reason());
        if (verdict.missed().isEmpty()) return;
        json.writeArrayFieldStart("missed");
        for (FilterVerdict.Missed missed : verdict.missed()) {
            json.writeStartObject();
            json.writeStringField("key", missed.key());
            json.writeBooleanField("present", missed.present());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
