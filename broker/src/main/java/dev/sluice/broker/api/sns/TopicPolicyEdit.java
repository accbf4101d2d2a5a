package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sqs.Nothing;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Edits a topic's policy as SQS's PolicyEdit does a queue's, which says why it ends. */
final class TopicPolicyEdit {
    private final TopicId topic;
    private final UnaryOperator<String> edit;
    private final SnsExchange<Nothing> exchange;

    private TopicPolicyEdit(TopicId topic, UnaryOperator<String> edit, SnsExchange<Nothing> exchange) {
        this.topic = topic;
        this.edit = edit;
        this.exchange = exchange;
    }

    /** @param edit from policy to policy; it begins with the default one when none was set */
    static void start(TopicId topic, UnaryOperator<String> edit, SnsExchange<Nothing> exchange) {
        var policyEdit = new TopicPolicyEdit(topic, edit, exchange);
        exchange.ask(new TopicQuestion.DescribeTopic(topic), reply -> {
            var described = (TopicReply.TopicDescribed) reply;
            return policyEdit.replace(described.topic().attributes().policy());
        });
    }

    /** @param policy empty when none was set */
    private @Nullable Nothing replace(String policy) {
        String present = policy.isEmpty() ? TopicPolicy.defaultOf(topic) : policy;
        String edited = edit.apply(present);
        if (edited.equals(present)) return Nothing.NOTHING;
        exchange.submit(
                new TopicCommand.ReplaceTopicPolicy(topic, policy, edited),
                reply -> reply instanceof Reply.PolicyChanged changed ? replace(changed.policy()) : Nothing.NOTHING);
        return null;
    }
}
