package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.Caller;
import dev.sluice.broker.api.OpenRequest;
import dev.sluice.broker.api.Wire;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request of SNS on its way to its answer. Owned by the call's event loop. */
final class SnsExchange<O> extends OpenRequest<O> {

    private final @Nullable String publicUrl;
    private @Nullable TopicId topic;

    /** @param publicUrl what links in messages begin with, or null to follow the request's Host header */
    SnsExchange(Desk desk, Call call, Caller caller, SnsActions.Entry<?, O> entry, @Nullable String publicUrl) {
        super(desk, call, Wire.QUERY, caller, entry.operation(), entry.metrics());
        this.publicUrl = publicUrl;
    }

    /** What links to this broker begin with, without a trailing slash. */
    String baseUrl() {
        if (publicUrl != null) return publicUrl;
        String host = call().header("Host");
        return call().scheme() + "://" + (host == null || host.isEmpty() ? "localhost" : host);
    }

    /** The topic that the request means. From now on its absence is told before anything else that is wrong. */
    TopicId topic(String arn) {
        TopicId named = SnsArns.topic("TopicArn", arn, caller());
        topic = named;
        return named;
    }

    /** Whether somebody signed the request. Only links that SNS itself hands out are followed unsigned. */
    boolean isSigned() {
        return caller().accessKey() != null;
    }

    /** Refuses the request; but if its topic does not exist, that is what it is told. */
    void fail(ApiException fault) {
        TopicId asked = topic;
        if (asked == null || hasAsked()) {
            refuse(fault);
            return;
        }
        try {
            ask(new TopicQuestion.DescribeTopic(asked), described -> {
                throw fault;
            });
        } catch (ApiException notTaken) {
            refuse(notTaken);
        }
    }

    void fail(RuntimeException ours) {
        fail(unexpected(ours));
    }

    /** For what is known by one: a subscription, a mobile endpoint. */
    UUID newUuid() {
        MessageId random = newMessageId();
        return new UUID(random.high(), random.low());
    }

    /** Who subscribes. As long as accounts have no users, everybody is the root of an account. */
    String principal() {
        return "arn:aws:iam::" + caller().account() + ":root";
    }

    @Override
    protected ApiException fault(Rejected rejected, @Nullable Function<Rejected, ApiException> refusal) {
        return refusal == null ? SnsFaults.of(rejected) : refusal.apply(rejected);
    }
}
