package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.QueueId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Handles of move tasks as text, in the form AWS gives them: the base64 of a JSON object with task and source. */
final class MoveTaskHandles {
    private static final String TASK = "taskId";
    private static final String SOURCE = "sourceArn";

    private MoveTaskHandles() {}

    /** What a handle names. */
    record Named(QueueId source, UUID task) {}

    static String text(MoveTask task) {
        return text(task.source(), task.id());
    }

    static String text(QueueId source, UUID task) {
        String json = "{\"" + TASK + "\":\"" + task + "\",\"" + SOURCE + "\":\"" + source.arn() + "\"}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws dev.sluice.protocol.error.ApiException InvalidParameterValue when the text cannot be a handle */
    static Named read(String text) {
        try {
            byte[] json = Base64.getDecoder().decode(text);
            if (JsonText.value(new String(json, StandardCharsets.UTF_8)) instanceof Map<?, ?> members
                    && members.get(TASK) instanceof String task
                    && members.get(SOURCE) instanceof String arn) {
                QueueId source = QueueArns.queue(arn);
                if (source != null) return new Named(source, UUID.fromString(task));
            }
        } catch (IllegalArgumentException neitherBase64NorUuid) {
            throw invalid();
        }
        throw invalid();
    }

    private static RuntimeException invalid() {
        return Faults.invalidParameter("Value for parameter TaskHandle is invalid.");
    }
}
