package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.trigger.TriggerStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the triggers fare. Owned by its event loop. */
final class TriggerPages {
    static final String PATH = "/admin/v1/triggers";

    private final Supplier<@Nullable TriggerSource> source;

    /** @param source gives null until the broker is ready */
    TriggerPages(Supplier<@Nullable TriggerSource> source) {
        this.source = source;
    }

    void answer(Call call) {
        TriggerSource asked = source.get();
        if (asked == null) {
            call.respond(Json.problem(503, "the broker is not ready"), null);
            return;
        }
        asked.statuses(all -> call.executor().execute(() -> LateAnswer.respond(call, () -> listed(all))));
    }

    private static Answer listed(List<TriggerStatus> all) {
        return Json.answer(200, json -> {
            json.writeArrayFieldStart("triggers");
            for (TriggerStatus each : all) write(json, each);
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, TriggerStatus trigger) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", trigger.name());
        json.writeStringField("queue", trigger.queue().arn());
        json.writeStringField("url", trigger.url());
        json.writeStringField("state", trigger.state().name().toLowerCase(Locale.ROOT));
        if (trigger.problem() != null) json.writeStringField("problem", trigger.problem());
        if (trigger.pausedUntil() != 0) json.writeStringField("pausedUntil", instant(trigger.pausedUntil()));
        json.writeObjectFieldStart("concurrency");
        json.writeNumberField("inUse", trigger.inUse());
        json.writeNumberField("allowed", trigger.allowed());
        json.writeNumberField("max", trigger.most());
        json.writeEndObject();
        write(json, trigger.counts());
        if (trigger.lastError() != null) {
            json.writeObjectFieldStart("lastError");
            json.writeStringField("at", instant(trigger.lastErrorAt()));
            json.writeStringField("text", trigger.lastError());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, TriggerStatus.Counts counts) throws IOException {
        json.writeObjectFieldStart("invocations");
        json.writeNumberField("done", counts.done());
        json.writeNumberField("partial", counts.partial());
        json.writeNumberField("failed", counts.failed());
        json.writeNumberField("overloaded", counts.overloaded());
        json.writeEndObject();
        json.writeObjectFieldStart("messages");
        json.writeNumberField("invoked", counts.messages());
        json.writeNumberField("deleted", counts.deleted());
        json.writeEndObject();
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
