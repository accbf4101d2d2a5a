package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.hint.Hint;
import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.hint.Pin;
import dev.sluice.broker.json.JsonObject;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.ScalingPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Policies and overrides, as operators put them. What is put is on disk before it is answered. */
final class ScalingPolicies {
    private final Hints hints;
    private final Clock clock;

    ScalingPolicies(Hints hints, Clock clock) {
        this.hints = hints;
        this.clock = clock;
    }

    // ---- policy

    void policy(Call call, Hint hint) {
        switch (call.method()) {
            case "GET", "HEAD" -> call.respond(policy(hint), null);
            case "PUT" -> replace(call, hint, settings(JsonBody.of(call)));
            case "DELETE" -> replace(call, hint, Map.of());
            default -> call.respond(Json.problem(405, call.path() + " takes GET, PUT and DELETE"), null);
        }
    }

    private void replace(Call call, Hint hint, Map<PolicyField, String> settings) {
        String match = call.header("If-Match");
        if (match != null && !match.equals("*") && !match.equals(etag(hint))) {
            call.respond(Json.problem(412, "the policy is another by now: " + etag(hint)), null);
            return;
        }
        respondWhenWritten(call, hints.put(hint, settings), () -> policy(hint));
    }

    static Map<PolicyField, String> settings(JsonObject body) {
        var settings = new EnumMap<PolicyField, String>(PolicyField.class);
        for (String name : body.names()) {
            PolicyField field = PolicyField.named(name);
            if (field == null) throw new BadRequest("there is no field " + name + " of a policy");
            try {
                String value = body.text(name);
                field.check(value);
                settings.put(field, value);
            } catch (IllegalArgumentException notAllowed) {
                throw new BadRequest(notAllowed);
            }
        }
        int least = whole(settings, PolicyField.MIN);
        if (least > whole(settings, PolicyField.MAX) && settings.containsKey(PolicyField.MAX)) {
            throw new BadRequest("min is at most max");
        }
        return settings;
    }

    private static int whole(Map<PolicyField, String> settings, PolicyField field) {
        return Integer.parseInt(settings.getOrDefault(field, field.byDefault()));
    }

    private static Answer policy(Hint hint) {
        Answer body = Json.answer(200, json -> ScalingJson.writePolicy(json, hint));
        return new Answer(body.status(), body.contentType(), null, null, etag(hint), null, body.body(), body.length());
    }

    /** Of what was put: that is what a client replaces. */
    private static String etag(Hint hint) {
        return '"' + Integer.toHexString(new TreeMap<>(hint.put()).toString().hashCode()) + '"';
    }

    // ---- override

    void override(Call call, Hint hint) {
        switch (call.method()) {
            case "PUT" -> pin(call, hint);
            case "DELETE" ->
                respondWhenWritten(
                        call, hints.pin(hint, null), () -> Json.answer(200, json -> ScalingJson.writePin(json, hint)));
            case "GET", "HEAD" -> call.respond(Json.answer(200, json -> ScalingJson.writePin(json, hint)), null);
            default -> call.respond(Json.problem(405, call.path() + " takes GET, PUT and DELETE"), null);
        }
    }

    private void pin(Call call, Hint hint) {
        JsonObject body = JsonBody.of(call, "desired", "until");
        Pin pin;
        try {
            long desired = body.whole("desired");
            if (desired < 0 || desired > ScalingPolicy.MOST_WORKERS) {
                throw new BadRequest("desired is 0 to " + ScalingPolicy.MOST_WORKERS);
            }
            long until = Instant.parse(body.text("until")).toEpochMilli();
            if (until <= clock.millis()) throw new BadRequest("until is over already");
            pin = new Pin((int) desired, until);
        } catch (DateTimeParseException notAnInstant) {
            throw new BadRequest("until is an instant such as 2026-01-31T18:00:00Z");
        } catch (IllegalArgumentException wrong) {
            throw new BadRequest(wrong);
        }
        respondWhenWritten(
                call, hints.pin(hint, pin), () -> Json.answer(200, json -> ScalingJson.writePin(json, hint)));
    }

    private static void respondWhenWritten(Call call, CompletableFuture<Void> written, Supplier<Answer> answer) {
        var unused = written.whenCompleteAsync(
                (done, failure) -> {
                    if (failure == null) LateAnswer.respond(call, answer);
                    else call.respond(Json.problem(500, "it holds for now, but could not be written to disk"), null);
                },
                call.executor());
    }
}
