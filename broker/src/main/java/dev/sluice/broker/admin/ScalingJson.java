package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.hint.EffectivePolicy;
import dev.sluice.broker.hint.GroupHint;
import dev.sluice.broker.hint.Hint;
import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.hint.History;
import dev.sluice.broker.hint.Pin;
import dev.sluice.broker.hint.QueueHint;
import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.scaling.Measured;
import dev.sluice.broker.scaling.Need;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.Reason;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.Service;
import dev.sluice.broker.scaling.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Hints in JSON. Flat numbers stand on top, so that an autoscaler's path to each is one word. */
final class ScalingJson {
    private static final long MINUTE_MILLIS = 60_000;

    private ScalingJson() {}

    static Answer number(int workers) {
        byte[] text = (workers + "\n").getBytes(StandardCharsets.US_ASCII);
        return new Answer(200, "text/plain; charset=utf-8", null, null, text, text.length);
    }

    static Answer document(Hints hints, Hint hint, Decision decision) {
        return Json.answer(200, json -> write(json, hints, hint, decision));
    }

    /** @param isNew whether the client has not seen this decision */
    static Answer event(String type, Hints hints, Hint hint, Decision decision, boolean isNew) {
        var text = new StringBuilder("retry: 100\n");
        if (isNew) {
            Answer document = document(hints, hint, decision);
            text.append("id: ").append(decision.index()).append("\nevent: decision\ndata: ");
            text.append(new String(document.body(), 0, document.length(), StandardCharsets.UTF_8));
            text.append("\n\n");
        } else {
            text.append(": nothing new\n\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(200, type, null, null, bytes, bytes.length);
    }

    static Answer list(String name, List<? extends Hint> listed, Hints hints) {
        return Json.answer(200, json -> {
            json.writeArrayFieldStart(name);
            for (Hint hint : listed) {
                Decision decision = hint.decision();
                if (decision == null) continue;
                json.writeStartObject();
                write(json, hints, hint, decision);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Hints hints, Hint hint, Decision decision) throws IOException {
        Need need = decision.need();
        if (hint instanceof QueueHint queue) {
            json.writeStringField("queue", queue.name());
            json.writeStringField("account", queue.id().account());
            json.writeStringField("region", queue.id().region());
            json.writeStringField("type", queue.id().isFifo() ? "fifo" : "standard");
        } else {
            json.writeStringField("group", hint.name());
        }
        json.writeNumberField("index", decision.index());
        json.writeStringField("observedAt", Instant.ofEpochMilli(hints.seenAt()).toString());
        json.writeStringField("status", hints.isStale() ? "stale" : need.estimated() ? "ok" : "learning");
        json.writeNumberField("desiredReplicas", decision.desired());
        json.writeBooleanField("active", decision.active());
        json.writeStringField("reason", decision.reason().toString());
        json.writeArrayFieldStart("limits");
        for (Reason limit : decision.limits()) json.writeString(limit.toString());
        json.writeEndArray();
        if (hint instanceof QueueHint queue) writeSeen(json, queue, decision);
        else if (hint instanceof GroupHint group) writeMembers(json, group);
        json.writeObjectFieldStart("derived");
        json.writeNumberField("steady", rounded(need.steady()));
        json.writeNumberField("backlog", rounded(need.backlog()));
        json.writeNumberField("raw", rounded(need.raw()));
        json.writeNumberField("useful", need.useful());
        json.writeNumberField("busyFloor", need.busy());
        json.writeNumberField("want", decision.want());
        json.writeNumberField("stabilised", decision.stabilised());
        json.writeEndObject();
        ScalingPolicy policy = hint.policy();
        json.writeObjectFieldStart("policy");
        json.writeNumberField("min", policy.min());
        json.writeNumberField("max", policy.max());
        json.writeNumberField("targetLatencySeconds", policy.targetLatencySeconds());
        json.writeNumberField("startupSeconds", policy.startupSeconds());
        json.writeEndObject();
    }

    private static void writeSeen(JsonGenerator json, QueueHint queue, Decision decision) throws IOException {
        Snapshot seen = queue.seen();
        Measured measured = queue.measured();
        ScalingPolicy policy = queue.policy();
        Service service = Service.of(measured, seen, policy);
        double attempts = measured.recentCompletions() + measured.recentFailures();
        json.writeNumberField("backlog", seen.visible());
        json.writeNumberField("inFlight", seen.inFlight());
        json.writeNumberField("delayed", seen.delayed());
        json.writeNumberField("delayedDueSoon", seen.dueSoon());
        json.writeNumberField("suspects", seen.suspects());
        json.writeNumberField("oldestAgeSeconds", rounded(seen.oldestAgeSeconds()));
        json.writeNumberField("arrivalRate", rounded(measured.arrivalRate()));
        json.writeNumberField("completionRate", rounded(measured.completionRate()));
        json.writeNumberField("failureRatio", attempts == 0 ? 0 : rounded(measured.recentFailures() / attempts));
        if (seen.groups() == Snapshot.NO_GROUPS) json.writeNullField("readyGroups");
        else json.writeNumberField("readyGroups", seen.groups());
        number(json, "serviceSeconds", service.seconds() > 0 ? service.seconds() : Double.NaN);
        number(json, "serviceP50Seconds", queue.heldSeconds(0.5));
        number(json, "serviceP95Seconds", queue.heldSeconds(0.95));
        json.writeStringField("serviceSource", service.source().toString());
        json.writeNumberField("serviceSamples", measured.samples());
        double perWorker = service.throughput();
        number(json, "workerThroughput", perWorker > 0 ? perWorker : Double.NaN);
        json.writeNumberField("concurrencyPerWorker", rounded(service.hands()));
        json.writeObjectFieldStart("consumers");
        Consumers consumers = queue.consumers();
        json.writeNumberField("active", consumers.active());
        json.writeNumberField("idle", consumers.idle());
        json.writeNumberField("draining", consumers.draining());
        String source = consumers.announced() > 0 ? "client-id" : queue.seesConsumers() ? "polls" : "in-flight";
        json.writeStringField("source", source);
        json.writeEndObject();
        number(json, "timeToDrainSeconds", secondsToDrain(seen, service, measured));
        double atDesired = secondsToDrain(seen, decision.desired() * perWorker, measured);
        number(json, "timeToDrainAtDesiredSeconds", atDesired == 0 ? 0 : policy.startupSeconds() + atDesired);
    }

    /** By those who receive now; where nobody was seen to, by what was completed lately. */
    static double secondsToDrain(Snapshot seen, Service service, Measured measured) {
        double byThose = seen.consumers().present() * service.throughput();
        return secondsToDrain(seen, byThose > 0 ? byThose : measured.completionRate(), measured);
    }

    /** Not a number when it never drains at that rate. */
    static double secondsToDrain(Snapshot seen, double completedPerSecond, Measured measured) {
        if (seen.visible() == 0) return 0;
        double rate = completedPerSecond - measured.arrivalRate();
        return rate > 0 ? seen.visible() / rate : Double.NaN;
    }

    private static void writeMembers(JsonGenerator json, GroupHint group) throws IOException {
        json.writeArrayFieldStart("queues");
        for (QueueHint queue : group.members()) json.writeString(queue.name());
        json.writeEndArray();
    }

    /** Every field with its value and where it comes from. */
    static void writePolicy(JsonGenerator json, Hint hint) throws IOException {
        EffectivePolicy effective = hint.effective();
        json.writeObjectFieldStart("policy");
        for (var field : effective.settings().entrySet())
            writeValue(json, field.getKey(), field.getValue().value());
        json.writeEndObject();
        json.writeObjectFieldStart("origins");
        for (var field : effective.settings().entrySet()) {
            json.writeStringField(field.getKey().toString(), field.getValue().origin());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("problems");
        for (String problem : effective.problems()) json.writeString(problem);
        json.writeEndArray();
    }

    private static void writeValue(JsonGenerator json, PolicyField field, String value) throws IOException {
        json.writeFieldName(field.toString());
        boolean bare = field == PolicyField.ENABLED
                || field == PolicyField.CONGESTION_GUARD
                || (field.isNumber() && Character.isDigit(value.charAt(0)));
        if (bare) json.writeRawValue(value);
        else json.writeString(value);
    }

    static String whyDisabled(Hint hint) {
        EffectivePolicy.Setting enabled = hint.effective().settings().get(PolicyField.ENABLED);
        return "enabled is false" + (enabled == null ? "" : " (" + enabled.origin() + ")");
    }

    static void writePin(JsonGenerator json, Hint hint) throws IOException {
        Pin pin = hint.pin();
        if (pin == null) {
            json.writeNullField("override");
            return;
        }
        json.writeObjectFieldStart("override");
        json.writeNumberField("desired", pin.desired());
        json.writeStringField("until", Instant.ofEpochMilli(pin.until()).toString());
        json.writeEndObject();
    }

    static Answer history(Hints hints, Hint hint, Parameters asked, Clock clock) {
        String from = asked.text("from");
        long start;
        try {
            start = from == null ? 0 : Instant.parse(from).toEpochMilli();
        } catch (DateTimeParseException notAnInstant) {
            throw new BadRequest("from is an instant such as 2026-01-31T18:00:00Z");
        }
        String step = asked.text("step");
        if (step != null && !step.matches("\\d{1,5}s?")) throw new BadRequest("step is a number of seconds: 60s");
        long millis = step == null ? MINUTE_MILLIS : Long.parseLong(step.replace("s", "")) * 1000;
        List<History.Point> points = hints.history().of(hint.key(), start, Math.max(MINUTE_MILLIS, millis));
        return Json.answer(200, json -> {
            json.writeStringField(hint instanceof GroupHint ? "group" : "queue", hint.name());
            json.writeStringField("until", clock.instant().toString());
            json.writeArrayFieldStart("points");
            for (History.Point point : points) {
                json.writeStartObject();
                json.writeStringField("at", Instant.ofEpochMilli(point.at()).toString());
                json.writeNumberField("desiredReplicas", point.desired());
                json.writeNumberField("consumers", point.consumers());
                json.writeStringField("reason", point.reason().toString());
                json.writeNumberField("backlog", point.visible());
                json.writeNumberField("inFlight", point.inFlight());
                json.writeNumberField("oldestAgeSeconds", rounded(point.oldestAge()));
                json.writeNumberField("arrivalRate", rounded(point.arrivalRate()));
                json.writeNumberField("serviceSeconds", rounded(point.serviceSeconds()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isNaN(value)) json.writeNullField(name);
        else json.writeNumberField(name, rounded(value));
    }

    /** To four places: more is no knowledge. */
    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
