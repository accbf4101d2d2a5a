package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.hint.GroupHint;
import dev.sluice.broker.hint.Hint;
import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.hint.QueueHint;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many workers queues and groups of queues need, and how that is steered. What nobody knows is answered with 503, never
 * with a guess: an autoscaler then keeps the workers it has. Owned by its event loop.
 */
final class ScalingPages {
    static final String PATH = "/scaling/v1/";

    static final String LAST_EVENT = "Last-Event-ID";

    private static final int LONGEST_WAIT_SECONDS = 300;
    private static final String EVENTS_TYPE = "text/event-stream";

    private final Hints hints;
    private final Shards shards;
    private final Clock clock;
    private final ScalingPolicies policies;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean draining;

    /** A call that is answered when its hint changes, or at its deadline. */
    private record Waiting(Hint hint, long deadline, Runnable answer) {}

    ScalingPages(Hints hints, Shards shards, Clock clock) {
        this.hints = hints;
        this.shards = shards;
        this.clock = clock;
        this.policies = new ScalingPolicies(hints, clock);
    }

    static boolean has(String path) {
        return path.startsWith(PATH);
    }

    /** Answers calls that have waited long enough. To be called once a second. */
    void tick() {
        long now = clock.millis();
        answerAll(waiting.stream().filter(each -> each.deadline <= now).toList());
    }

    /** From now on no call waits. */
    void drain() {
        draining = true;
        answerAll(List.copyOf(waiting));
    }

    private static void answerAll(List<Waiting> due) {
        for (Waiting each : due) {
            each.hint.forget(each.answer);
            each.answer.run();
        }
    }

    void answer(Call call) {
        String[] below = call.path().substring(PATH.length()).split("/", -1);
        try {
            boolean ofQueues = below[0].equals("queues");
            if (!ofQueues && !below[0].equals("groups")) throw new NotFound(nothingAt(call));
            if (!hints.isReady()) call.respond(Json.problem(503, "the queues are not known yet, try again"), null);
            else if (below.length == 1) read(call, ofQueues ? queues(call) : groups());
            else if (ofQueues) ofQueue(call, decoded(below[1]), rest(below));
            else group(call, decoded(below[1]), rest(below));
        } catch (BadRequest bad) {
            call.respond(Json.problem(400, bad.text()), null);
        } catch (NotFound none) {
            call.respond(Json.problem(404, none.text()), null);
        }
    }

    private static String rest(String[] below) {
        return below.length == 2 ? "" : String.join("/", List.of(below).subList(2, below.length));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("the path is not percent-encoded as it should be");
        }
    }

    private static String nothingAt(Call call) {
        return "there is nothing at " + call.path();
    }

    // ---- lists

    private Answer queues(Call call) {
        var asked = new Parameters(call.query(), "prefix", "group");
        String prefix = asked.text("prefix");
        String group = asked.text("group");
        List<QueueHint> listed = hints.queues().stream()
                .filter(queue -> queue.decision() != null && queue.policy().enabled())
                .filter(queue -> prefix == null || queue.name().startsWith(prefix))
                .filter(queue -> group == null || group.equals(queue.policy().group()))
                .toList();
        return ScalingJson.list("queues", listed, hints);
    }

    private Answer groups() {
        return ScalingJson.list("groups", List.copyOf(hints.groups()), hints);
    }

    private static void read(Call call, Answer answer) {
        if (isRead(call)) call.respond(answer, null);
        else call.respond(Json.problem(405, call.path() + " can only be read: GET or HEAD"), null);
    }

    private static boolean isRead(Call call) {
        return call.method().equals("GET") || call.method().equals("HEAD");
    }

    // ---- one queue, one group

    private void ofQueue(Call call, String name, String page) {
        var asked = new Parameters(call.query(), "account", "region", "current", "wait", "index", "from", "step");
        String account = asked.text("account");
        String region = asked.text("region");
        var id = new QueueId(
                account == null ? hints.options().account() : account,
                region == null ? hints.options().region() : region,
                name);
        Submission submission = shards.ask(new Question.DescribeQueue(id), new Asker(call.executor(), reply -> {
            if (reply instanceof Reply.Described described && !SubscriptionId.isInternal(id)) {
                guarded(call, () -> page(call, asked, hints.of(described.queue()), page));
            } else {
                call.respond(Json.problem(404, "there is no queue " + id.arn()), null);
            }
        }));
        if (submission != Submission.TAKEN) call.respond(Json.problem(503, "the broker is busy, try again"), null);
    }

    private void group(Call call, String name, String page) {
        var asked = new Parameters(call.query(), "current", "wait", "index");
        GroupHint group = hints.findGroup(name);
        boolean makes = call.method().equals("PUT") && page.equals("policy");
        if (group == null && !makes) throw new NotFound("no queue's policy names a group " + name);
        page(call, asked, group == null ? hints.openGroup(name) : group, page);
    }

    private static void guarded(Call call, Runnable work) {
        try {
            work.run();
        } catch (BadRequest bad) {
            call.respond(Json.problem(400, bad.text()), null);
        } catch (NotFound none) {
            call.respond(Json.problem(404, none.text()), null);
        }
    }

    private void page(Call call, Parameters asked, Hint hint, String page) {
        switch (page) {
            case "policy" -> policies.policy(call, hint);
            case "override" -> policies.override(call, hint);
            case "simulate" -> ScalingSimulation.answer(call, hint, hints, clock);
            case "", "desired", "events", "history" -> {
                if (!isRead(call)) call.respond(Json.problem(405, call.path() + " can only be read"), null);
                else if (page.equals("history")) call.respond(ScalingJson.history(hints, hint, asked, clock), null);
                else decision(call, asked, hint, page);
            }
            default -> throw new NotFound(nothingAt(call));
        }
    }

    private void decision(Call call, Parameters asked, Hint hint, String page) {
        if (!hint.policy().enabled()) {
            throw new NotFound(hint.name() + " has no hint: " + ScalingJson.whyDisabled(hint));
        }
        if (hint.decision() == null) {
            call.respond(Json.problem(503, hint.name() + " was not looked at yet, try again"), null);
            return;
        }
        if (page.equals("events")) {
            events(call, asked, hint);
            return;
        }
        String current = asked.text("current");
        int workers = current == null ? -1 : asked.whole("current", 0, 0, 1_000_000);
        Function<Decision, Answer> words = page.isEmpty()
                ? latest -> ScalingJson.document(hints, hint, latest)
                : latest -> ScalingJson.number(latest.desired());
        Runnable respond = () -> LateAnswer.respond(call, () -> words.apply(decisionFor(hint, workers)));
        long index = asked.whole("index", -1, 0, Integer.MAX_VALUE);
        int seconds = seconds(asked);
        if (seconds == 0 || index < 0 || hint.index() > index) respond.run();
        else await(call, hint, seconds, respond);
    }

    private Decision decisionFor(Hint hint, int workers) {
        Decision latest = hint.decision();
        if (latest == null) throw new IllegalStateException(hint.name() + " has lost its decision");
        return workers < 0 ? latest : hint.decisionFor(latest, workers, clock.millis());
    }

    /** Also as {@code 30s}. */
    private static int seconds(Parameters asked) {
        String text = asked.text("wait");
        if (text == null) return 0;
        String digits = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > LONGEST_WAIT_SECONDS) {
            throw new BadRequest("wait is 0s to " + LONGEST_WAIT_SECONDS + "s");
        }
        return Integer.parseInt(digits);
    }

    /**
     * Server-sent events, one answer for each: what is new since the event the client names, or once there is something;
     * the client then asks again, as its kind does by itself. No connection is held open between two events.
     */
    private void events(Call call, Parameters asked, Hint hint) {
        String last = call.header(LAST_EVENT);
        long seen = last != null && last.matches("\\d{1,18}") ? Long.parseLong(last) : -1;
        Runnable respond = () -> LateAnswer.respond(
                call, () -> ScalingJson.event(EVENTS_TYPE, hints, hint, decisionFor(hint, -1), hint.index() > seen));
        int seconds = asked.text("wait") == null ? 30 : seconds(asked);
        if (hint.index() > seen || seconds == 0) respond.run();
        else await(call, hint, seconds, respond);
    }

    private void await(Call call, Hint hint, int seconds, Runnable respond) {
        if (draining) {
            respond.run();
            return;
        }
        var answer = new Runnable() {
            private @Nullable Waiting entry;

            @Override
            public void run() {
                waiting.remove(entry);
                respond.run();
            }
        };
        var entry = new Waiting(hint, clock.millis() + seconds * 1000L, answer);
        answer.entry = entry;
        waiting.add(entry);
        hint.onChange(answer);
        call.onClientGone(() -> {
            hint.forget(answer);
            waiting.remove(entry);
        });
    }

    private record Asker(Executor executor, Consumer<Reply> then) implements ReplyTo {
        @Override
        public void accept(Reply reply) {
            then.accept(reply);
        }
    }
}
