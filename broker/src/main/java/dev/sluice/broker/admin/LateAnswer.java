package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For answers made from a reply, when no caller is left to notice that it fails. */
final class LateAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(LateAnswer.class);

    private LateAnswer() {}

    static void respond(Call call, Supplier<Answer> made) {
        Answer answer;
        try {
            answer = made.get();
        } catch (RuntimeException e) {
            LOG.error("{} failed", call.path(), e);
            answer = Json.problem(500, "the answer could not be made, the log says why");
        }
        call.respond(answer, null);
    }
}
