package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.effect.MessageFilter;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TextSearch;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.QueueId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The messages of a queue, page by page, without receiving them. Owned by its event loop. */
final class MessagePages {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private MessagePages() {}

    /** What the query wants to see. */
    static Peek asked(Call call) {
        var asked =
                new Parameters(call.query(), "state", "id", "group", "attribute", "value", "body", "limit", "cursor");
        String id = asked.text("id");
        String body = asked.text("body");
        var filter = new MessageFilter(
                id == null ? null : messageId(id),
                asked.text("group"),
                asked.text("attribute"),
                asked.text("value"),
                body == null ? null : new TextSearch(body));
        var look = new Peek(
                0, Peek.START, states(asked.list("state")), filter, asked.whole("limit", PAGE, 1, LARGEST_PAGE));
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

    static Answer messages(QueueId queue, Reply.Peeked page) {
        return Json.answer(200, json -> {
            json.writeArrayFieldStart("messages");
            for (Reply.PeekedMessage message : page.messages()) {
                json.writeStartObject();
                MessageJson.write(json, message, queue.isFifo());
                json.writeEndObject();
            }
            json.writeEndArray();
            Cursors.write(json, Cursors.of(page));
        });
    }
}
