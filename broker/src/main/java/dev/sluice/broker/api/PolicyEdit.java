package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.sqs.Nothing;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy, edits it here, where there is a JSON parser, and has it replaced if nobody else changed it meanwhile;
 * else edits that one. It ends because each further round means that another's edit was carried out.
 */
public final class PolicyEdit {
    private final OpenRequest<Nothing> request;
    private final UnaryOperator<String> edit;
    private final BiFunction<String, String, Command> replacement;

    private PolicyEdit(
            OpenRequest<Nothing> request, UnaryOperator<String> edit, BiFunction<String, String, Command> replacement) {
        this.request = request;
        this.edit = edit;
        this.replacement = replacement;
    }

    /**
     * @param question whose answer has the present policy
     * @param edit from policy to policy, the same for no change; an empty text is none
     * @param replacement the command, of the present policy and of the new one, that answers {@link Reply.PolicyChanged}
     *     when somebody was faster
     */
    public static void start(
            OpenRequest<Nothing> request,
            Question question,
            Function<Reply, String> presentPolicy,
            UnaryOperator<String> edit,
            BiFunction<String, String, Command> replacement) {
        var policyEdit = new PolicyEdit(request, edit, replacement);
        request.ask(question, reply -> policyEdit.replace(presentPolicy.apply(reply)));
    }

    private @Nullable Nothing replace(String policy) {
        String edited = edit.apply(policy);
        if (edited.equals(policy)) return Nothing.NOTHING;
        request.submit(
                replacement.apply(policy, edited),
                reply -> reply instanceof Reply.PolicyChanged changed ? replace(changed.policy()) : Nothing.NOTHING);
        return null;
    }
}
