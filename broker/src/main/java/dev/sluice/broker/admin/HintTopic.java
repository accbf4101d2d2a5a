package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Endpoint;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.hint.Hint;
import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.hint.QueueHint;
import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.scaling.Reason;
import dev.sluice.broker.scaling.Told.News;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what is new in hints to a topic, as any client would, while somebody is subscribed to it. The topic is asked
 * about only when there is news, and written to only when there is somebody to hear it. Owned by the event loop of the hints.
 */
final class HintTopic {
    private static final Logger LOG = LoggerFactory.getLogger(HintTopic.class);

    /** At once; the others wait for the next round, those told longest ago first. */
    private static final int MOST_AT_ONCE = 100;

    private static final int LONGEST_REASON = 300;

    private final TopicId topic;
    private final Hints hints;
    private final Shards shards;
    private final Endpoint api;
    private final Supplier<String> host;
    private final Executor eventLoop;
    private final Clock clock;
    private boolean asking;
    private boolean refused;

    /** @param host of links in messages, with the port */
    HintTopic(
            TopicId topic,
            Hints hints,
            Shards shards,
            Endpoint api,
            Supplier<String> host,
            Executor eventLoop,
            Clock clock) {
        this.topic = topic;
        this.hints = hints;
        this.shards = shards;
        this.api = api;
        this.host = host;
        this.eventLoop = eventLoop;
        this.clock = clock;
    }

    /** To be called when there may be news. */
    void tell() {
        if (asking || hintsWithNews().findAny().isEmpty()) return;
        asking = true;
        var asker = new Asker(eventLoop, reply -> {
            asking = false;
            boolean heard = reply instanceof TopicReply.TopicDescribed described
                    && described.counts().confirmed() > 0;
            if (heard) publish();
            else passOver();
        });
        if (shards.ask(new TopicQuestion.DescribeTopic(topic), asker) != Submission.TAKEN) asking = false;
    }

    private Stream<Hint> hintsWithNews() {
        long now = clock.millis();
        return Stream.<Hint>concat(hints.queues().stream(), hints.groups().stream())
                .filter(hint -> hint.news(now) != null);
    }

    /** Who subscribes later hears of what happens then. */
    private void passOver() {
        long now = clock.millis();
        for (Hint hint : hintsWithNews().toList()) {
            News news = hint.news(now);
            if (news != null) hint.told(news, now);
        }
    }

    private void publish() {
        List<Hint> first = hintsWithNews()
                .sorted(Comparator.comparingLong(Hint::toldAt))
                .limit(MOST_AT_ONCE)
                .toList();
        long now = clock.millis();
        for (Hint hint : first) {
            News news = hint.news(now);
            if (news == null) continue;
            hint.telling();
            api.handle(OwnCall.of(host.get(), publish(hint, news), eventLoop, answer -> told(hint, news, now, answer)));
        }
    }

    /** What was refused stays news, and is tried again in the next round as it is then. */
    private void told(Hint hint, News news, long now, Answer answer) {
        if (answer.status() == 200) {
            hint.told(news, now);
            if (refused) LOG.info("hints are published to {} again", topic.arn());
            refused = false;
            return;
        }
        hint.notTold();
        if (!refused) {
            int length = Math.min(answer.length(), LONGEST_REASON);
            String reason = new String(answer.body(), 0, length, StandardCharsets.UTF_8);
            LOG.warn("hints cannot be published to {} for now: {} {}", topic.arn(), answer.status(), reason);
        }
        refused = true;
    }

    private Map<String, String> publish(Hint hint, News news) {
        Decision decision = news.decision();
        Answer document = ScalingJson.document(hints, hint, decision);
        var form = new Form(topic.arn(), new String(document.body(), 0, document.length(), StandardCharsets.UTF_8));
        if (hint instanceof QueueHint queue) {
            form.attribute("queue", "String", queue.name());
            form.attribute("account", "String", queue.id().account());
            form.attribute("region", "String", queue.id().region());
        } else {
            form.attribute("group", "String", hint.name());
        }
        form.attribute("reason", "String", decision.reason().toString());
        form.attribute("active", "String", Boolean.toString(decision.active()));
        form.attribute("desired", "Number", Integer.toString(decision.desired()));
        form.attribute("limit", decision.limits());
        form.attribute("entered", news.entered());
        form.attribute("left", news.left());
        return form.parameters;
    }

    /** The parameters of a Publish. */
    private static final class Form {
        final Map<String, String> parameters = new LinkedHashMap<>();
        private int attributes;

        Form(String topic, String message) {
            parameters.put("Action", "Publish");
            parameters.put("Version", "2010-03-31");
            parameters.put("TopicArn", topic);
            parameters.put("Message", message);
        }

        void attribute(String name, String type, String value) {
            String entry = "MessageAttributes.entry." + ++attributes;
            parameters.put(entry + ".Name", name);
            parameters.put(entry + ".Value.DataType", type);
            parameters.put(entry + ".Value.StringValue", value);
        }

        /** Nothing where there is none, so that filters may ask whether it exists. */
        void attribute(String name, Set<Reason> limits) {
            if (limits.isEmpty()) return;
            attribute(
                    name,
                    "String.Array",
                    limits.stream()
                            .map(limit -> '"' + limit.toString() + '"')
                            .collect(Collectors.joining(",", "[", "]")));
        }
    }
}
