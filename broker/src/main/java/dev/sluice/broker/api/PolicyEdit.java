package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.sqs.Nothing;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a queue's policy, edits it here, where there is a JSON parser, and has it replaced if nobody else changed it
 * meanwhile; else edits that one. It ends because each further round means that another's edit was carried out.
 */
final class PolicyEdit {
    private final QueueId queue;
    private final UnaryOperator<String> edit;
    private final Exchange<Nothing> exchange;

    private PolicyEdit(QueueId queue, UnaryOperator<String> edit, Exchange<Nothing> exchange) {
        this.queue = queue;
        this.edit = edit;
        this.exchange = exchange;
    }

    /** @param edit from policy to policy; an empty text is none */
    static void start(QueueId queue, UnaryOperator<String> edit, Exchange<Nothing> exchange) {
        var policyEdit = new PolicyEdit(queue, edit, exchange);
        exchange.ask(new Question.DescribeQueue(queue), reply -> {
            var described = (Reply.Described) reply;
            return policyEdit.replace(described.queue().attributes().policy());
        });
    }

    private @Nullable Nothing replace(String policy) {
        String edited = edit.apply(policy);
        if (edited.equals(policy)) return Nothing.NOTHING;
        exchange.submit(
                new Command.ReplacePolicy(queue, policy, edited),
                reply -> reply instanceof Reply.PolicyChanged changed ? replace(changed.policy()) : Nothing.NOTHING);
        return null;
    }
}
