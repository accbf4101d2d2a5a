package dev.sluice.broker.api.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.api.Characters;
import dev.sluice.broker.api.Extensions;
import dev.sluice.broker.api.Words;
import dev.sluice.broker.api.sns.Protections.Protection;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sqs.MessageDigests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One publish: makes its messages by the topic's data protection policy, as far as it is known, and has them accepted if
 * that is the policy; else makes them by that one. The search in texts happens here, where it holds up nobody but this event
 * loop; the machine has the last word on what policy there is. It ends because each further round means that somebody put
 * another policy.
 */
final class Publishing<O> {
    private final Publications publications;
    private final TopicId topic;
    private final List<Publications.Draft> drafts;
    private final SnsExchange<O> exchange;
    private final Function<TopicReply.Published, O> words;
    private final Function<Rejected, ApiException> refusal;
    private @Nullable IdempotencyToken token;

    Publishing(
            Publications publications,
            TopicId topic,
            List<Publications.Draft> drafts,
            SnsExchange<O> exchange,
            Function<TopicReply.Published, O> words,
            Function<Rejected, ApiException> refusal) {
        this.publications = publications;
        this.topic = topic;
        this.drafts = drafts;
        this.exchange = exchange;
        this.words = words;
        this.refusal = refusal;
    }

    void start() {
        token = token();
        Protection known = publications.protections().of(topic);
        try {
            submit(known);
        } catch (ApiException fault) {
            if (known.isNone()) throw fault;
            submit(Protection.NONE); // perhaps the policy has changed; the machine will tell
        }
    }

    /** Made of what was given, whatever a data protection policy makes of it. */
    private @Nullable IdempotencyToken token() {
        String text = topic.isFifo() ? null : exchange.idempotencyToken();
        if (text == null) return null;
        if (!Characters.areId(text)) throw SnsFaults.invalidParameter(Extensions.IDEMPOTENCY_TOKEN);
        var md5s = new ArrayList<byte[]>(drafts.size());
        for (Publications.Draft draft : drafts)
            md5s.add(MessageDigests.md5(draft.message().getBytes(UTF_8)));
        return IdempotencyToken.of(text, md5s);
    }

    private @Nullable O submit(Protection protection) {
        var made = new ArrayList<Publication>(drafts.size());
        for (Publications.Draft draft : drafts) made.add(publications.of(draft, topic, protection, exchange));
        Words<O> further = reply -> {
            if (reply instanceof TopicReply.ProtectedOtherwise other) {
                return submit(publications.protections().learn(topic, other.policy()));
            }
            publications.audit(drafts, made, topic, protection, exchange);
            return words.apply((TopicReply.Published) reply);
        };
        exchange.submit(new TopicCommand.Publish(topic, made, protection.text(), token), further, refusal);
        return null;
    }
}
