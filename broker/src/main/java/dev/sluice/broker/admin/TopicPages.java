package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionDescribed;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionSurveyed;
import dev.sluice.broker.engine.effect.TopicReply.TopicDescribed;
import dev.sluice.broker.engine.effect.TopicReply.TopicsSurveyed;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Topics, page by page; one of them with its subscriptions; what waits for one of these. Pages of topics are made of a survey
 * of all. Owned by its event loop.
 */
final class TopicPages {
    static final String PATH = "/admin/v1/topics";

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final ShardAnswers shards;
    private final Clock clock;

    TopicPages(ShardAnswers shards, Clock clock) {
        this.shards = shards;
        this.clock = clock;
    }

    static boolean has(String path) {
        return path.startsWith(PATH) && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    void answer(Call call) {
        String[] below = call.path().substring(PATH.length()).split("/", -1);
        boolean messages = below.length == 6 && below[5].equals("messages");
        if (below.length != 1 && below.length != 4 && !messages) {
            String text = "a topic is at " + PATH + "/{account}/{region}/{name}, what waits for a subscription of it at"
                    + " its /{subscription}/messages";
            call.respond(Json.problem(404, text), null);
            return;
        }
        try {
            if (messages) look(call, below);
            else if (below.length == 1) list(call);
            else survey(call, survey -> described(survey, topic(below)));
        } catch (BadRequest bad) {
            call.respond(Json.problem(400, bad.text()), null);
        }
    }

    /** Where the messages are shown that wait for an endpoint that is no queue. */
    static String messagesOf(SubscriptionId id) {
        TopicId topic = id.topic();
        return String.join("/", PATH, topic.account(), topic.region(), topic.name(), id.uuid() + "", "messages");
    }

    private static TopicId topic(String[] below) {
        return new TopicId(below[1], below[2], below[3]);
    }

    private void list(Call call) {
        var asked = new Parameters(call.query(), "prefix", "limit", "cursor");
        String prefix = asked.text("prefix");
        String cursor = asked.text("cursor");
        TopicId after = cursor == null ? null : TopicId.ofArn(cursor);
        if (cursor != null && after == null) throw new BadRequest("cursor is one that a page ended with");
        int limit = asked.whole("limit", PAGE, 1, LARGEST_PAGE);
        survey(call, survey -> listed(survey, prefix == null ? "" : prefix, after, limit));
    }

    /** Asks for the subscription first: its topic is no part of the name of its queue. */
    private void look(Call call, String[] below) {
        SubscriptionId id = SubscriptionId.ofArn(topic(below).arn() + ":" + below[4]);
        if (id == null) throw new BadRequest("a subscription is named by its UUID, the end of its ARN");
        Peek peek = MessagePages.asked(call);
        shards.askFirst(call, new TopicQuestion.DescribeSubscription(id), reply -> {
            if (reply instanceof SubscriptionDescribed) {
                shards.look(call, id.internalQueue(), peek, () -> nothingWaits(id));
            } else {
                call.respond(nothingWaits(id), null);
            }
        });
    }

    private static Answer nothingWaits(SubscriptionId id) {
        return Json.problem(404, "nothing waits here for " + id.arn());
    }

    private static Answer listed(TopicsSurveyed survey, String prefix, @Nullable TopicId after, int limit) {
        return Json.answer(200, json -> {
            json.writeArrayFieldStart("topics");
            TopicId last = null;
            int written = 0;
            boolean more = false;
            for (TopicDescribed each : survey.topics()) {
                TopicId id = each.topic().id();
                if ((after != null && id.compareTo(after) <= 0) || !id.name().startsWith(prefix)) continue;
                more = written++ == limit;
                if (more) break;
                json.writeStartObject();
                TopicJson.write(json, each);
                json.writeEndObject();
                last = id;
            }
            json.writeEndArray();
            if (more && last != null) json.writeStringField("cursor", last.arn());
        });
    }

    private Answer described(TopicsSurveyed survey, TopicId topic) {
        for (TopicDescribed each : survey.topics()) {
            if (each.topic().id().equals(topic)) return Json.answer(200, json -> write(json, each, survey));
        }
        return Json.problem(404, "there is no topic " + topic.arn());
    }

    private void write(JsonGenerator json, TopicDescribed topic, TopicsSurveyed survey) throws IOException {
        TopicJson.write(json, topic);
        json.writeArrayFieldStart("subscriptions");
        long now = clock.millis();
        for (SubscriptionSurveyed each : survey.subscriptions()) {
            if (!each.subscription().id().topic().equals(topic.topic().id())) continue;
            json.writeStartObject();
            TopicJson.write(json, each, now);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void survey(Call call, Function<TopicsSurveyed, Answer> words) {
        shards.ask(call, new TopicQuestion.SurveyTopics(), reply -> words.apply((TopicsSurveyed) reply));
    }
}
