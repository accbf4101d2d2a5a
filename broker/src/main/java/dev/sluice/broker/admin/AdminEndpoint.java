package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.Endpoint;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The paths of the management port. Asks the shards as any client would. Owned by its event loop. */
final class AdminEndpoint implements Endpoint {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final long LIVE_SECONDS = 2;

    private final Health health;
    private final PrometheusMeterRegistry registry;
    private final QueueCollector collector;
    private final TopicCollector topicCollector;
    private final DeadLetterCollector deadLetterCollector;
    private final Supplier<@Nullable Shards> shards;
    private final Clock clock;
    private final Instant startedAt;
    private final Surveys surveys = new Surveys();
    private final QueuePages queues;
    private final Supplier<@Nullable ScalingPages> scaling;
    private final CapturePages captures;
    private final OptOutPages optOuts;
    private final TopicPages topics;
    private final TriggerPages triggers;

    /**
     * @param shards gives null until the broker is ready
     * @param scaling likewise
     * @param triggers likewise
     */
    AdminEndpoint(
            Health health,
            PrometheusMeterRegistry registry,
            QueueCollector collector,
            TopicCollector topicCollector,
            DeadLetterCollector deadLetterCollector,
            Supplier<@Nullable Shards> shards,
            Supplier<@Nullable ScalingPages> scaling,
            Supplier<@Nullable TriggerSource> triggers,
            Clock clock) {
        this.health = health;
        this.registry = registry;
        this.collector = collector;
        this.topicCollector = topicCollector;
        this.deadLetterCollector = deadLetterCollector;
        this.shards = shards;
        this.scaling = scaling;
        this.clock = clock;
        this.startedAt = clock.instant();
        var answers = new ShardAnswers(shards);
        this.queues = new QueuePages(answers, clock);
        this.captures = new CapturePages(answers);
        this.optOuts = new OptOutPages(answers);
        this.topics = new TopicPages(answers, clock);
        this.triggers = new TriggerPages(triggers);
    }

    @Override
    public void handle(Call call) {
        if (ScalingPages.has(call.path())) {
            scaling(call);
            return;
        }
        if (OptOutPages.has(call.path())) {
            optOuts.answer(call);
            return;
        }
        Consumer<Call> page = page(call.path());
        if (page == null) {
            call.respond(Json.problem(404, "there is nothing at " + call.path()), null);
        } else if (call.path().equals(FilterTester.PATH)) {
            if (call.method().equals("POST")) page.accept(call);
            else call.respond(Json.problem(405, "a policy and a message to try it on are a POST"), null);
        } else if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            call.respond(Json.problem(405, call.path() + " can only be read: GET or HEAD"), null);
        } else {
            page.accept(call);
        }
    }

    private void scaling(Call call) {
        ScalingPages pages = scaling.get();
        if (pages == null) call.respond(Json.problem(503, "the broker is not ready"), null);
        else pages.answer(call);
    }

    private @Nullable Consumer<Call> page(String path) {
        return switch (path) {
            case "/health/live" -> this::live;
            case "/health/ready" -> this::ready;
            case "/health" -> this::summary;
            case "/metrics" -> this::metrics;
            case FilterTester.PATH -> FilterTester::answer;
            case TriggerPages.PATH -> triggers::answer;
            default -> pages(path);
        };
    }

    private @Nullable Consumer<Call> pages(String path) {
        if (TopicPages.has(path)) return topics::answer;
        if (CapturePages.has(path)) return captures::answer;
        return QueuePages.has(path) ? queues::answer : null;
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
        Submission submission = survey(call, survey -> {
            surveyed(survey);
            LateAnswer.respond(call, () -> scrape(open));
        });
        if (submission == Submission.TAKEN) return;
        surveyed(Surveys.Survey.NOTHING);
        call.respond(scrape(open), null);
    }

    private void surveyed(Surveys.Survey survey) {
        collector.surveyed(survey.queues(), clock.millis());
        topicCollector.surveyed(survey.topics(), clock.millis());
        deadLetterCollector.surveyed(survey);
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

    private Submission survey(Call call, Consumer<Surveys.Survey> then) {
        Shards asked = shards.get();
        return asked == null ? Submission.STOPPING : surveys.ask(asked, call.executor(), then);
    }
}
