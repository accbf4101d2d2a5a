package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.sqs.Nothing;
import java.util.function.UnaryOperator;

/** {@link PolicyEdit} of a queue. */
final class QueuePolicyEdit {
    private QueuePolicyEdit() {}

    /** @param edit from policy to policy; an empty text is none */
    static void start(QueueId queue, UnaryOperator<String> edit, Exchange<Nothing> exchange) {
        PolicyEdit.start(
                exchange,
                new Question.DescribeQueue(queue),
                reply -> ((Reply.Described) reply).queue().attributes().policy(),
                edit,
                (present, edited) -> new Command.ReplacePolicy(queue, present, edited));
    }
}
