package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.TopicQuestion.ListEndpoints;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.effect.TopicReply.EndpointsListed;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionDescribed;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The subscriptions whose messages are captured, and where those are shown. Owned by its event loop. */
final class CapturePages {
    static final String PATH = "/admin/v1/captures";

    private static final int MOST = 1_000;

    private final Supplier<@Nullable Shards> shards;

    CapturePages(Supplier<@Nullable Shards> shards) {
        this.shards = shards;
    }

    void answer(Call call) {
        Shards asked = shards.get();
        Submission submission = asked == null
                ? Submission.STOPPING
                : asked.ask(
                        new ListEndpoints(0),
                        new Asker(call.executor(), reply -> LateAnswer.respond(call, () -> listed(reply))));
        if (submission != Submission.TAKEN) {
            String why = submission == Submission.MAILBOX_FULL ? "is busy, try again" : "is not ready";
            call.respond(Json.problem(503, "the broker " + why), null);
        }
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
}
