package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import java.time.Clock;

/** Queues, page by page; one of them; its messages. What topics keep for their subscriptions is no queue here. Owned by its event loop. */
final class QueuePages {
    static final String PATH = "/admin/v1/queues";

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final ShardAnswers shards;
    private final Clock clock;

    QueuePages(ShardAnswers shards, Clock clock) {
        this.shards = shards;
        this.clock = clock;
    }

    static boolean has(String path) {
        return path.startsWith(PATH) && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    void answer(Call call) {
        String[] below = call.path().substring(PATH.length()).split("/", -1);
        boolean messages = below.length == 5 && below[4].equals("messages");
        if (below.length != 1 && below.length != 4 && !messages) {
            String text = "a queue is at " + PATH + "/{account}/{region}/{name}, what is in it at its /messages";
            call.respond(Json.problem(404, text), null);
            return;
        }
        QueueId queue = below.length == 1 ? null : new QueueId(below[1], below[2], below[3]);
        if (queue != null && SubscriptionId.isInternal(queue)) {
            call.respond(noSuchQueue(queue), null);
            return;
        }
        try {
            if (queue == null) list(call);
            else if (messages) shards.look(call, queue, MessagePages.asked(call), () -> noSuchQueue(queue));
            else shards.ask(call, new Question.DescribeQueue(queue), reply -> described(queue, reply));
        } catch (BadRequest bad) {
            call.respond(Json.problem(400, bad.text()), null);
        }
    }

    private void list(Call call) {
        var asked = new Parameters(call.query(), "prefix", "limit", "cursor");
        String prefix = asked.text("prefix");
        var question = new Question.DescribeQueues(
                prefix == null ? "" : prefix,
                Cursors.queue(asked.text("cursor")),
                asked.whole("limit", PAGE, 1, LARGEST_PAGE));
        shards.ask(call, question, reply -> listed((Reply.QueuePage) reply));
    }

    private Answer listed(Reply.QueuePage page) {
        long now = clock.millis();
        return Json.answer(200, json -> {
            json.writeArrayFieldStart("queues");
            for (Reply.Described described : page.queues()) {
                json.writeStartObject();
                QueueJson.write(json, described, now);
                json.writeEndObject();
            }
            json.writeEndArray();
            Cursors.write(json, Cursors.of(page));
        });
    }

    private Answer described(QueueId queue, Reply reply) {
        if (!(reply instanceof Reply.Described described)) return noSuchQueue(queue);
        return Json.answer(200, json -> QueueJson.write(json, described, clock.millis()));
    }

    private static Answer noSuchQueue(QueueId queue) {
        return Json.problem(404, "there is no queue " + queue.arn());
    }
}
