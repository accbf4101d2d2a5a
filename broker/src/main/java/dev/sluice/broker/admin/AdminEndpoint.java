package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.Endpoint;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths of the management port. Reads only; asks the shards as any client would. Owned by its event loop. */
final class AdminEndpoint implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoint.class);
    private static final String QUEUES = "/admin/v1/queues";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final long LIVE_SECONDS = 2;

    private final Health health;
    private final PrometheusMeterRegistry registry;
    private final QueueCollector collector;
    private final Supplier<@Nullable Shards> shards;
    private final Clock clock;
    private final Instant startedAt;
    private final Surveys surveys = new Surveys();

    /** @param shards gives null until the broker is ready */
    AdminEndpoint(
            Health health,
            PrometheusMeterRegistry registry,
            QueueCollector collector,
            Supplier<@Nullable Shards> shards,
            Clock clock) {
        this.health = health;
        this.registry = registry;
        this.collector = collector;
        this.shards = shards;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public void handle(Call call) {
        Consumer<Call> page = page(call.path());
        if (page == null) {
            call.respond(Json.problem(404, "there is nothing at " + call.path()), null);
        } else if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            call.respond(Json.problem(405, call.path() + " can only be read: GET or HEAD"), null);
        } else {
            page.accept(call);
        }
    }

    private @Nullable Consumer<Call> page(String path) {
        return switch (path) {
            case "/health/live" -> this::live;
            case "/health/ready" -> this::ready;
            case "/health" -> this::summary;
            case "/metrics" -> this::metrics;
            case QUEUES -> this::queues;
            default -> path.startsWith(QUEUES + "/") ? this::queue : null;
        };
    }

    // ---- health

    private void live(Call call) {
        var unused = health.turned()
                .orTimeout(LIVE_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync((done, failure) -> call.respond(live(failure), null), call.executor());
    }

    private static Answer live(@Nullable Throwable failure) {
        return failure == null
                ? Json.answer(200, json -> json.writeStringField("status", "live"))
                : Json.problem(503, "an event loop has not turned for " + LIVE_SECONDS + " seconds");
    }

    private void ready(Call call) {
        call.respond(readiness(false), null);
    }

    /** The same for people: always 200, and a little more to read. */
    private void summary(Call call) {
        call.respond(readiness(true), null);
    }

    private Answer readiness(boolean summary) {
        List<String> obstacles = health.obstacles();
        return Json.answer(obstacles.isEmpty() || summary ? 200 : 503, json -> {
            json.writeStringField("status", health.phase().name().toLowerCase(Locale.ROOT));
            json.writeArrayFieldStart("reasons");
            for (String obstacle : obstacles) json.writeString(obstacle);
            json.writeEndArray();
            if (summary) {
                json.writeStringField("startedAt", startedAt.toString());
                json.writeNumberField("uptimeSeconds", clock.instant().getEpochSecond() - startedAt.getEpochSecond());
            }
        });
    }

    // ---- metrics

    /** The other metrics come also when the shards cannot be asked. */
    private void metrics(Call call) {
        String accept = call.header("Accept");
        boolean open = accept != null && accept.contains("application/openmetrics-text");
        Submission submission = survey(call, queues -> {
            collector.surveyed(queues, clock.millis());
            answer(call, () -> scrape(open));
        });
        if (submission == Submission.TAKEN) return;
        collector.surveyed(List.of(), clock.millis());
        call.respond(scrape(open), null);
    }

    private Answer scrape(boolean open) {
        String type = open ? OPEN_METRICS : TEXT;
        var bytes = new ByteArrayOutputStream();
        try {
            registry.scrape(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return new Answer(200, type, null, null, bytes.toByteArray(), bytes.size());
    }

    // ---- queues

    private void queues(Call call) {
        String prefix;
        try {
            prefix = prefix(call.query());
        } catch (IllegalArgumentException e) {
            call.respond(Json.problem(400, "the query string is not percent-encoded as it should be"), null);
            return;
        }
        Submission submission = survey(call, queues -> answer(call, () -> listed(queues, prefix)));
        if (submission != Submission.TAKEN) call.respond(notTaken(submission), null);
    }

    private static String prefix(@Nullable String query) {
        if (query == null) return "";
        for (int from = 0; from < query.length(); ) {
            int end = query.indexOf('&', from);
            if (end < 0) end = query.length();
            if (query.startsWith("prefix=", from)) {
                return decoded(query.substring(from + "prefix=".length(), end));
            }
            from = end + 1;
        }
        return "";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private Answer listed(List<Reply.Described> queues, String prefix) {
        long now = clock.millis();
        return Json.answer(200, json -> {
            json.writeArrayFieldStart("queues");
            for (Reply.Described described : queues) {
                if (!described.queue().id().name().startsWith(prefix)) continue;
                json.writeStartObject();
                QueueJson.write(json, described, now);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void queue(Call call) {
        QueueId id = queueId(call.path());
        if (id == null) {
            call.respond(Json.problem(404, "a queue is at " + QUEUES + "/{account}/{region}/{name}"), null);
            return;
        }
        Submission submission =
                ask(call, new Question.DescribeQueue(id), reply -> answer(call, () -> described(id, reply)));
        if (submission != Submission.TAKEN) call.respond(notTaken(submission), null);
    }

    private static @Nullable QueueId queueId(String path) {
        String rest = path.substring(QUEUES.length() + 1);
        int region = rest.indexOf('/') + 1;
        int name = rest.indexOf('/', region) + 1;
        if (region == 0 || name == 0 || rest.indexOf('/', name) >= 0) return null;
        return new QueueId(rest.substring(0, region - 1), rest.substring(region, name - 1), rest.substring(name));
    }

    private Answer described(QueueId id, Reply reply) {
        if (!(reply instanceof Reply.Described described)) return Json.problem(404, "there is no queue " + id.arn());
        return Json.answer(200, json -> QueueJson.write(json, described, clock.millis()));
    }

    // ---- asking

    private Submission survey(Call call, Consumer<List<Reply.Described>> then) {
        Shards asked = shards.get();
        return asked == null ? Submission.STOPPING : surveys.ask(asked, call.executor(), then);
    }

    private Submission ask(Call call, Question question, Consumer<Reply> then) {
        Shards asked = shards.get();
        return asked == null ? Submission.STOPPING : asked.ask(question, new Asker(call.executor(), then));
    }

    private Answer notTaken(Submission submission) {
        String why =
                submission == Submission.MAILBOX_FULL ? "the broker is busy, try again" : "the broker is not ready";
        return Json.problem(503, why);
    }

    /** For answers made from a reply, when no caller is left to notice that it fails. */
    private static void answer(Call call, Supplier<Answer> made) {
        Answer answer;
        try {
            answer = made.get();
        } catch (RuntimeException e) {
            LOG.error("{} failed", call.path(), e);
            answer = Json.problem(500, "the answer could not be made, the log says why");
        }
        call.respond(answer, null);
    }

    private record Asker(Executor executor, Consumer<Reply> then) implements ReplyTo {
        @Override
        public void accept(Reply reply) {
            then.accept(reply);
        }
    }
}
