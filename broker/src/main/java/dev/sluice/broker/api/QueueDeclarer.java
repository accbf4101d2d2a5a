package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import dev.sluice.broker.shard.Shards;
import dev.sluice.protocol.error.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the declared queues exist, by the commands that clients' requests become. Blocks; for the start of a
 * broker, before it is ready.
 *
 * <p>A queue comes after its dead-letter queue, so that it is created with its redrive policy, in one command. Only where
 * queues name each other in a circle is a policy set afterwards.
 */
public final class QueueDeclarer {
    private static final Logger log = LoggerFactory.getLogger(QueueDeclarer.class);

    private final Shards shards;
    private final DeclareOptions.Mode mode;
    private final Map<QueueId, DeclaredQueue> unseen = new LinkedHashMap<>();
    private final List<DeclaredQueue> inOrder = new ArrayList<>();
    private int created;
    private int changed;

    private QueueDeclarer(Shards shards, DeclareOptions options) {
        this.shards = shards;
        this.mode = options.mode();
        for (DeclaredQueue queue : options.queues()) unseen.put(queue.id(), queue);
    }

    /** @throws DeclarationFailed when a queue cannot be had as it is declared, or has drifted and must not */
    public static void declare(Shards shards, DeclareOptions options) {
        if (options.queues().isEmpty()) return;
        var declarer = new QueueDeclarer(shards, options);
        for (DeclaredQueue queue : options.queues()) declarer.putInOrder(queue);
        declarer.declareAll();
        log.info(
                "of {} declared queues {} were created and {} changed",
                options.queues().size(),
                declarer.created,
                declarer.changed);
    }

    /** Dead-letter queues first. One that is on the way to itself has been taken out of {@link #unseen} already. */
    private void putInOrder(DeclaredQueue queue) {
        if (unseen.remove(queue.id()) == null) return;
        QueueId target = deadLetterQueue(queue);
        DeclaredQueue declaredTarget = target == null ? null : unseen.get(target);
        if (declaredTarget != null) putInOrder(declaredTarget);
        inOrder.add(queue);
    }

    private void declareAll() {
        var toCome = new HashSet<QueueId>();
        for (DeclaredQueue queue : inOrder) toCome.add(queue.id());
        var inCircle = new ArrayList<DeclaredQueue>();
        var withoutPolicy = new HashSet<DeclaredQueue>();
        for (DeclaredQueue queue : inOrder) {
            QueueId target = deadLetterQueue(queue);
            if (target == null || !toCome.contains(target)) {
                declare(queue);
            } else {
                inCircle.add(queue);
                if (carriedOut(queue, queue.creationWithoutRedrivePolicy()) instanceof Reply.Created) {
                    created++;
                    withoutPolicy.add(queue);
                }
            }
            toCome.remove(queue.id());
        }
        for (DeclaredQueue queue : inCircle) {
            if (withoutPolicy.contains(queue)) carriedOut(queue, queue.redrivePolicyAlone());
            else declare(queue);
        }
    }

    private static @Nullable QueueId deadLetterQueue(DeclaredQueue queue) {
        String policy = queue.wanted().get(QueueAttribute.REDRIVE_POLICY);
        return policy == null || policy.isEmpty()
                ? null
                : RedrivePolicy.parse(policy).target();
    }

    private void declare(DeclaredQueue queue) {
        Reply reply = carriedOut(queue, queue.creation());
        if (reply instanceof Reply.Created) created++;
        else if (reply instanceof Reply.Exists exists) compare(queue, exists.queue());
    }

    private void compare(DeclaredQueue queue, QueueRecord present) {
        List<String> drift = drift(queue, present);
        if (drift.isEmpty()) return;
        String told = String.join(", ", drift);
        switch (mode) {
            case CREATE_MISSING -> log.warn("{} is left as it is, though {}", queue, told);
            case FAIL_ON_DRIFT -> throw new DeclarationFailed(queue, told);
            case RECONCILE -> {
                if (!queue.wanted().isEmpty()) {
                    carriedOut(queue, new Command.SetQueueAttributes(queue.id(), queue.wanted()));
                }
                if (!queue.tags().isEmpty()) carriedOut(queue, new Command.TagQueue(queue.id(), queue.tags()));
                changed++;
                log.info("{} is changed, for {}", queue, told);
            }
        }
    }

    /** Of what is declared only: other attributes and tags are nobody's business here. */
    private static List<String> drift(DeclaredQueue queue, QueueRecord present) {
        var drift = new ArrayList<String>();
        for (String name : queue.given().keySet()) {
            QueueAttribute attribute = QueueAttribute.named(name);
            String wanted = attribute == null ? null : queue.wanted().get(attribute);
            if (attribute == null || wanted == null) continue;
            if (CreateQueue.isSame(attribute, wanted, present.attributes())) continue;
            String value = QueueReadBack.value(present.attributes(), attribute);
            drift.add(
                    "its " + name + " is " + (value == null ? "not set" : value) + " where " + wanted + " is declared");
        }
        new TreeMap<>(queue.tags()).forEach((key, wanted) -> {
            String value = present.tags().get(key);
            if (wanted.equals(value)) return;
            drift.add("its tag " + key + " is " + (value == null ? "not set" : value) + " where " + wanted
                    + " is declared");
        });
        return drift;
    }

    private Reply carriedOut(DeclaredQueue queue, Command command) {
        Reply reply = BlockingShards.carriedOut(shards, command, queue);
        if (reply instanceof Reply.Rejected rejected) {
            throw failed(queue, RedriveRules.refusal(rejected, queue.given(), queue.id()));
        }
        return reply;
    }

    private static DeclarationFailed failed(DeclaredQueue queue, ApiException fault) {
        return new DeclarationFailed(queue, fault.text());
    }
}
