package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.MessagePage;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.MessageFilter;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TextSearch;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Queues, page by page; one of them; its messages, without receiving them. Owned by its event loop. */
final class QueuePages {
    static final String PATH = "/admin/v1/queues";

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Supplier<@Nullable Shards> shards;
    private final Clock clock;

    QueuePages(Supplier<@Nullable Shards> shards, Clock clock) {
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
        Submission submission;
        try {
            if (below.length == 1) submission = list(call);
            else submission = messages ? look(call, queue(below)) : describe(call, queue(below));
        } catch (BadRequest bad) {
            call.respond(Json.problem(400, bad.text()), null);
            return;
        }
        if (submission != Submission.TAKEN) call.respond(notTaken(submission), null);
    }

    private static QueueId queue(String[] below) {
        return new QueueId(below[1], below[2], below[3]);
    }

    private static Answer notTaken(Submission submission) {
        String why =
                submission == Submission.MAILBOX_FULL ? "the broker is busy, try again" : "the broker is not ready";
        return Json.problem(503, why);
    }

    // ---- queues

    private Submission list(Call call) {
        var asked = new Parameters(call.query(), "prefix", "limit", "cursor");
        String prefix = asked.text("prefix");
        var question = new Question.DescribeQueues(
                prefix == null ? "" : prefix, Cursors.queue(asked.text("cursor")), limit(asked));
        return ask(call, question, reply -> listed((Reply.QueuePage) reply));
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
            writeCursor(json, Cursors.of(page));
        });
    }

    private Submission describe(Call call, QueueId queue) {
        return ask(call, new Question.DescribeQueue(queue), reply -> described(queue, reply));
    }

    private Answer described(QueueId queue, Reply reply) {
        if (!(reply instanceof Reply.Described described)) return noSuchQueue(queue);
        return Json.answer(200, json -> QueueJson.write(json, described, clock.millis()));
    }

    private static Answer noSuchQueue(QueueId queue) {
        return Json.problem(404, "there is no queue " + queue.arn());
    }

    // ---- messages

    private Submission look(Call call, QueueId queue) {
        Peek peek = peek(
                new Parameters(call.query(), "state", "id", "group", "attribute", "value", "body", "limit", "cursor"));
        Shards asked = shards.get();
        if (asked == null) return Submission.STOPPING;
        return MessagePage.ask(
                asked, call.executor(), queue, peek, reply -> LateAnswer.respond(call, () -> messages(queue, reply)));
    }

    private static Peek peek(Parameters asked) {
        String id = asked.text("id");
        String body = asked.text("body");
        var filter = new MessageFilter(
                id == null ? null : messageId(id),
                asked.text("group"),
                asked.text("attribute"),
                asked.text("value"),
                body == null ? null : new TextSearch(body));
        var look = new Peek(0, Peek.START, states(asked.list("state")), filter, limit(asked));
        return Cursors.from(asked.text("cursor"), look);
    }

    private static MessageId messageId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return new MessageId(id.getMostSignificantBits(), id.getLeastSignificantBits());
        } catch (IllegalArgumentException notOne) {
            throw new BadRequest("id is a message id, a UUID");
        }
    }

    /** All of them when none is named. */
    private static Set<MessageState> states(List<String> names) {
        var states = EnumSet.noneOf(MessageState.class);
        for (String name : names) states.add(state(name));
        return states.isEmpty() ? EnumSet.allOf(MessageState.class) : states;
    }

    private static MessageState state(String name) {
        for (MessageState state : MessageState.values())
            if (MessageJson.name(state).equals(name)) return state;
        throw new BadRequest("state is available, in_flight or delayed, or several of them with commas");
    }

    private static Answer messages(QueueId queue, Reply reply) {
        if (!(reply instanceof Reply.Peeked page)) return noSuchQueue(queue);
        return Json.answer(200, json -> {
            json.writeArrayFieldStart("messages");
            for (Reply.PeekedMessage message : page.messages()) {
                json.writeStartObject();
                MessageJson.write(json, message, queue.isFifo());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeCursor(json, Cursors.of(page));
        });
    }

    // ---- pages

    /** The last page has none. */
    private static void writeCursor(JsonGenerator json, @Nullable String cursor) throws IOException {
        if (cursor != null) json.writeStringField("cursor", cursor);
    }

    private static int limit(Parameters asked) {
        return asked.whole("limit", PAGE, 1, LARGEST_PAGE);
    }

    private Submission ask(Call call, Question question, Function<Reply, Answer> words) {
        Shards asked = shards.get();
        if (asked == null) return Submission.STOPPING;
        return asked.ask(
                question, new Asker(call.executor(), reply -> LateAnswer.respond(call, () -> words.apply(reply))));
    }
}
