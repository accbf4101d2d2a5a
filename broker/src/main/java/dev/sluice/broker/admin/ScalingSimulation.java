package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.hint.GroupHint;
import dev.sluice.broker.hint.Hint;
import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.hint.History;
import dev.sluice.broker.hint.QueueHint;
import dev.sluice.broker.json.JsonObject;
import dev.sluice.broker.scaling.Measured;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.simulation.HintedAutoscaler;
import dev.sluice.broker.scaling.simulation.Outcome;
import dev.sluice.broker.scaling.simulation.ServiceTime;
import dev.sluice.broker.scaling.simulation.Simulation;
import dev.sluice.broker.scaling.simulation.Simulation.World;
import dev.sluice.broker.scaling.simulation.Trace;
import dev.sluice.broker.scaling.simulation.Trace.Arrivals;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a policy would have done: over a trace that is posted, or over the history of the queue. Changes nothing. */
final class ScalingSimulation {
    private static final double[] PERCENTILES = {50, 95, 99};
    private static final int DEFAULT_VISIBILITY_SECONDS = 30;
    /** After the last arrival of a trace that does not say how long it goes on. */
    private static final int TAIL_SECONDS = 1_800;

    private ScalingSimulation() {}

    static void answer(Call call, Hint hint, Hints hints, Clock clock) {
        if (!call.method().equals("POST")) {
            call.respond(Json.problem(405, call.path() + " takes POST"), null);
            return;
        }
        JsonObject body =
                JsonBody.of(call, "policy", "trace", "seconds", "bootSeconds", "visibilitySeconds", "seed", "outage");
        Trace trace;
        World world;
        ScalingPolicy policy;
        try {
            policy = policy(hint, body);
            trace = body.has("trace") ? posted(body) : past(hint, hints);
            world = new World(
                    whole(body, "bootSeconds", policy.startupSeconds(), 86_400),
                    whole(body, "visibilitySeconds", DEFAULT_VISIBILITY_SECONDS, 43_200),
                    body.has("seed") ? body.whole("seed") : 1);
        } catch (IllegalArgumentException wrong) {
            throw new BadRequest(wrong);
        }
        ScalingPolicy present = hint.policy();
        // Away from the event loop: a week of two million jobs takes seconds.
        var unused = CompletableFuture.supplyAsync(() -> outcomes(trace, world, policy, present))
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (failure == null) call.respond(answer, null);
                            else call.respond(problem(failure), null);
                        },
                        call.executor());
    }

    private static Answer problem(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause instanceof IllegalArgumentException tooLong
                ? Json.problem(400, String.valueOf(tooLong.getMessage()))
                : Json.problem(500, "the simulation failed: " + failure);
    }

    private static Answer outcomes(Trace trace, World world, ScalingPolicy policy, ScalingPolicy present) {
        Outcome simulated = run(trace, world, policy);
        Outcome usual = policy.equals(present) ? simulated : run(trace, world, present);
        return Json.answer(200, json -> {
            write(json, "simulated", simulated, policy);
            write(json, "present", usual, present);
        });
    }

    private static Outcome run(Trace trace, World world, ScalingPolicy policy) {
        return Simulation.run(trace, world, policy, new HintedAutoscaler(policy, Measured.NOTHING));
    }

    /** The effective policy, with the fields that are posted. */
    private static ScalingPolicy policy(Hint hint, JsonObject body) {
        Map<PolicyField, String> settings = new EnumMap<>(PolicyField.class);
        hint.effective().settings().forEach((field, setting) -> settings.put(field, setting.value()));
        if (body.has("policy")) settings.putAll(ScalingPolicies.settings(body.object("policy")));
        return ScalingPolicy.of(settings);
    }

    private static Trace posted(JsonObject body) {
        var arrivals = new ArrayList<Arrivals>();
        for (JsonObject each : body.objects("trace")) {
            arrivals.add(new Arrivals(
                    whole(each, "t", 0, Trace.MOST_SECONDS),
                    whole(each, "n", 1, Trace.MOST_JOBS),
                    ServiceTime.parse(each.text("service")),
                    each.has("poison") && each.text("poison").equals("true")));
        }
        int last = arrivals.isEmpty() ? 0 : arrivals.get(arrivals.size() - 1).second();
        int seconds = whole(body, "seconds", last + TAIL_SECONDS, Trace.MOST_SECONDS);
        if (!body.has("outage")) return new Trace(arrivals, seconds);
        JsonObject outage = body.object("outage");
        return new Trace(
                arrivals,
                seconds,
                whole(outage, "from", 0, Trace.MOST_SECONDS),
                whole(outage, "until", 0, Trace.MOST_SECONDS));
    }

    /** What arrived in each minute of the history, and as long as it took then; at all queues of a group together. */
    private static Trace past(Hint hint, Hints hints) {
        List<QueueHint> queues = hint instanceof QueueHint queue ? List.of(queue) : ((GroupHint) hint).members();
        List<List<History.Point>> histories = queues.stream()
                .map(queue -> hints.history().of(queue.key(), 0, 0))
                .filter(points -> points.size() >= 2)
                .toList();
        if (histories.isEmpty()) throw new IllegalArgumentException("there is no history yet; post a trace");
        long start =
                histories.stream().mapToLong(points -> points.get(0).at()).min().orElseThrow();
        var arrivals = new ArrayList<Arrivals>();
        for (List<History.Point> points : histories) add(points, start, arrivals);
        arrivals.sort(Comparator.comparingInt(Arrivals::second));
        int last = arrivals.isEmpty() ? 0 : arrivals.get(arrivals.size() - 1).second();
        return new Trace(arrivals, last + TAIL_SECONDS);
    }

    private static void add(List<History.Point> points, long start, List<Arrivals> arrivals) {
        for (int i = 1; i < points.size(); i++) {
            History.Point before = points.get(i - 1);
            History.Point point = points.get(i);
            int jobs = (int) Math.min(Trace.MOST_JOBS, Math.max(0, point.arrivals() - before.arrivals()));
            if (jobs == 0) continue;
            double mean = point.serviceSeconds() > 0 ? point.serviceSeconds() : 1;
            int second = (int) ((before.at() - start) / 1000);
            int length = (int) Math.max(1, Math.min(60, (point.at() - before.at()) / 1000));
            spread(arrivals, jobs, second, length, new ServiceTime(mean, true));
        }
    }

    private static void spread(List<Arrivals> arrivals, int jobs, int from, int seconds, ServiceTime service) {
        long done = 0;
        for (int second = 0; second < seconds; second++) {
            long due = (long) jobs * (second + 1) / seconds;
            if (due > done) arrivals.add(new Arrivals(from + second, (int) (due - done), service, false));
            done = due;
        }
    }

    private static int whole(JsonObject tree, String name, int absent, int most) {
        if (!tree.has(name)) return absent;
        long value = tree.whole(name);
        if (value < 0 || value > most) throw new IllegalArgumentException(name + " is 0 to " + most);
        return (int) value;
    }

    private static void write(JsonGenerator json, String name, Outcome outcome, ScalingPolicy policy)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("workerHours", ScalingJson.rounded(outcome.workerHours()));
        for (double percentile : PERCENTILES) {
            json.writeNumberField(
                    "waitP" + (int) percentile + "Seconds", ScalingJson.rounded(outcome.waited(percentile)));
        }
        json.writeNumberField("shareOverTarget", ScalingJson.rounded(outcome.shareOver(policy.targetLatencySeconds())));
        json.writeNumberField("unreceived", outcome.unreceived());
        json.writeNumberField("directionChanges", outcome.directionChanges());
        json.writeNumberField("peakWorkers", outcome.peak());
        json.writeNumberField("secondsAtMax", outcome.secondsAtMax());
        json.writeNumberField("workersAtEnd", outcome.workersAtEnd());
        json.writeArrayFieldStart("curve");
        for (Outcome.Point point : outcome.curve()) {
            json.writeStartObject();
            json.writeNumberField("t", point.second());
            json.writeNumberField("desiredReplicas", point.workers());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
