package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.PolicyEdit;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sqs.Nothing;
import java.util.function.UnaryOperator;

/** {@link PolicyEdit} of a topic, which has a policy even where none was set. */
final class TopicPolicyEdit {
    private TopicPolicyEdit() {}

    /** @param edit from policy to policy; it begins with the default one when none was set */
    static void start(TopicId topic, UnaryOperator<String> edit, SnsExchange<Nothing> exchange) {
        PolicyEdit.start(
                exchange,
                new TopicQuestion.DescribeTopic(topic),
                reply ->
                        ((TopicReply.TopicDescribed) reply).topic().attributes().policy(),
                policy -> edited(topic, edit, policy),
                (present, edited) -> new TopicCommand.ReplaceTopicPolicy(topic, present, edited));
    }

    /** An edit that changes nothing leaves unset what was not set. */
    private static String edited(TopicId topic, UnaryOperator<String> edit, String policy) {
        String present = policy.isEmpty() ? TopicPolicy.defaultOf(topic) : policy;
        String edited = edit.apply(present);
        return edited.equals(present) ? policy : edited;
    }
}
