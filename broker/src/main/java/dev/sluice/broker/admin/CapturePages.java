package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.TopicQuestion.ListEndpoints;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.effect.TopicReply.EndpointsListed;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionDescribed;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import java.io.IOException;
import java.util.Locale;

/** Where messages are captured, for subscriptions and for telephones, and where they are shown. Owned by its event loop. */
final class CapturePages {
    static final String PATH = "/admin/v1/captures";

    private static final int MOST = 1_000;

    private final ShardAnswers shards;

    CapturePages(ShardAnswers shards) {
        this.shards = shards;
    }

    static boolean has(String path) {
        return path.startsWith(PATH) && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    void answer(Call call) {
        String[] below = call.path().substring(PATH.length()).split("/", -1);
        boolean messages = below.length == 4 && below[3].equals("messages");
        if (below.length != 1 && !messages) {
            call.respond(Json.problem(404, "captured messages are where " + PATH + " says"), null);
            return;
        }
        try {
            if (messages) look(call, SubscriptionId.internalQueue(below[1], below[2]));
            else shards.ask(call, new ListEndpoints(0), CapturePages::listed);
        } catch (BadRequest bad) {
            call.respond(Json.problem(400, bad.text()), null);
        }
    }

    private void look(Call call, QueueId queue) {
        Peek peek = MessagePages.asked(call);
        shards.look(call, queue, peek, () -> Json.problem(404, "nothing is captured in " + queue.name()));
    }

    private static Answer listed(Reply reply) {
        var listed = (EndpointsListed) reply;
        return Json.answer(200, json -> {
            json.writeArrayFieldStart("captures");
            int written = 0;
            for (SubscriptionDescribed each : listed.subscriptions()) {
                if (!isCaptured(each.subscription()) || ++written > MOST) continue;
                write(json, each.subscription());
            }
            for (Capture each : listed.captures()) {
                if (++written <= MOST) write(json, each);
            }
            json.writeEndArray();
            json.writeBooleanField("more", written > MOST);
        });
    }

    private static boolean isCaptured(SubscriptionRecord subscription) {
        Protocol protocol = subscription.protocol();
        return protocol != Protocol.HTTP && protocol != Protocol.HTTPS && subscription.state() != State.LEFT;
    }

    private static void write(JsonGenerator json, SubscriptionRecord subscription) throws IOException {
        json.writeStartObject();
        json.writeStringField("subscription", subscription.id().arn());
        json.writeStringField("protocol", subscription.protocol().wireName());
        json.writeStringField("endpoint", subscription.endpoint());
        json.writeStringField("state", subscription.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("messages", TopicPages.messagesOf(subscription.id()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Capture capture) throws IOException {
        json.writeStartObject();
        json.writeStringField("protocol", capture.protocol().wireName());
        json.writeStringField("account", capture.account());
        json.writeStringField("region", capture.region());
        if (!capture.source().isEmpty()) json.writeStringField("source", capture.source());
        QueueId queue = capture.queue();
        json.writeStringField("messages", String.join("/", PATH, queue.region(), queue.name(), "messages"));
        json.writeEndObject();
    }
}
