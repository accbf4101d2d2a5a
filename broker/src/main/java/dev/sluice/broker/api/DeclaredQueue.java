package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue that is to exist before the first request is taken, held to the rules of CreateQueue.
 *
 * @param given attributes by their names on the wire, as they were written
 * @param wanted the same in their normal form, with what they imply
 * @param origin where it is declared, for messages
 */
public record DeclaredQueue(
        QueueId id,
        Map<String, String> given,
        Map<QueueAttribute, String> wanted,
        Map<String, String> tags,
        String origin) {

    /** The name of the attribute that {@link #redrivePolicy} is for. */
    public static final String REDRIVE_POLICY = QueueAttribute.REDRIVE_POLICY.wireName();

    public DeclaredQueue {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given)); // in order: the first at fault is named
        wanted = Map.copyOf(wanted);
        tags = Map.copyOf(tags);
    }

    /**
     * @param name of a FIFO queue when it ends in {@code .fifo}
     * @throws dev.sluice.protocol.error.ApiException as CreateQueue would answer
     */
    public static DeclaredQueue checked(
            String account,
            String region,
            String name,
            Map<String, String> attributes,
            Map<String, String> tags,
            String origin) {
        boolean fifo = name.endsWith(QueueId.FIFO_SUFFIX);
        var id = new QueueId(account, region, fifo ? QueueNames.checkedFifo(name) : QueueNames.checked(name));
        var wanted = QueueAttributeRules.changes(attributes, fifo);
        if (TagRules.checked(tags).size() > TagRules.MOST_TAGS) throw TagRules.tooMany(name);
        return new DeclaredQueue(id, attributes, wanted, tags, origin);
    }

    public String name() {
        return id.name();
    }

    /** The ARN of a queue, for a policy that names it. */
    public static String arn(String account, String region, String name) {
        return new QueueId(account, region, name).arn();
    }

    /** The value of a redrive policy. */
    public static String redrivePolicy(String deadLetterQueueArn, int maxReceiveCount) {
        var policy = new LinkedHashMap<String, Object>();
        policy.put("deadLetterTargetArn", deadLetterQueueArn);
        policy.put("maxReceiveCount", Integer.toString(maxReceiveCount));
        return JsonText.of(policy);
    }

    /** @param permission {@code allowAll}, {@code denyAll} or {@code byQueue}, which goes with sources */
    public static String redriveAllowPolicy(String permission, List<String> sourceQueueArns) {
        var policy = new LinkedHashMap<String, Object>();
        policy.put("redrivePermission", permission);
        if (!sourceQueueArns.isEmpty()) policy.put("sourceQueueArns", sourceQueueArns);
        return JsonText.of(policy);
    }

    Command creation() {
        return creation(wanted);
    }

    /** For when the queue that the policy names is still to come. */
    Command creationWithoutRedrivePolicy() {
        var fewer = new HashMap<>(wanted);
        fewer.remove(QueueAttribute.REDRIVE_POLICY);
        return creation(fewer);
    }

    Command redrivePolicyAlone() {
        String policy = wanted.getOrDefault(QueueAttribute.REDRIVE_POLICY, "");
        return new Command.SetQueueAttributes(id, Map.of(QueueAttribute.REDRIVE_POLICY, policy));
    }

    private Command creation(Map<QueueAttribute, String> attributes) {
        QueueAttributes defaults = id.isFifo() ? QueueAttributes.FIFO_DEFAULTS : QueueAttributes.DEFAULTS;
        return new Command.CreateQueue(id, defaults.with(attributes), tags);
    }

    @Override
    public String toString() {
        return "queue " + id.name() + " (" + origin + ")";
    }
}
