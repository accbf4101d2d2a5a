package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.BlockingShards;
import dev.sluice.broker.api.DeclarationFailed;
import dev.sluice.broker.api.DeclareOptions;
import dev.sluice.broker.api.DeclaredTopic;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.shard.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the declared topics and their subscriptions exist, by the commands that clients' requests become. Blocks;
 * for the start of a broker, after the declared queues are there and before it is ready.
 */
public final class TopicDeclarer {
    private static final Logger log = LoggerFactory.getLogger(TopicDeclarer.class);
    private static final int PAGE = 1000;

    private final Shards shards;
    private final DeclareOptions.Mode mode;
    private int created;
    private int changed;

    private TopicDeclarer(Shards shards, DeclareOptions.Mode mode) {
        this.shards = shards;
        this.mode = mode;
    }

    /** @throws DeclarationFailed when a topic cannot be had as it is declared, or has drifted and must not */
    public static void declare(Shards shards, DeclareOptions options) {
        if (options.topics().isEmpty()) return;
        var declarer = new TopicDeclarer(shards, options.mode());
        for (DeclaredTopic topic : options.topics()) declarer.declare(topic);
        log.info(
                "of {} declared topics and their subscriptions {} were created and {} changed",
                options.topics().size(),
                declarer.created,
                declarer.changed);
    }

    private void declare(DeclaredTopic topic) {
        var attributes = CreateTopic.withDefaults(topic.wanted(), topic.id().isFifo());
        Reply reply = carriedOut(topic, new TopicCommand.CreateTopic(topic.id(), attributes, topic.tags(), ""));
        if (reply instanceof TopicReply.TopicExists exists) compare(topic, exists.topic());
        else created++;
        for (DeclaredTopic.Subscription subscription : topic.subscriptions()) subscribe(topic, subscription);
    }

    private void compare(DeclaredTopic topic, TopicRecord present) {
        List<String> drift = drift(topic, present);
        if (!drift.isEmpty() && mayChange(topic, String.join(", ", drift))) {
            if (!topic.wanted().isEmpty()) {
                carriedOut(topic, new TopicCommand.SetTopicAttributes(topic.id(), topic.wanted()));
            }
            if (!topic.tags().isEmpty()) carriedOut(topic, new TopicCommand.TagTopic(topic.id(), topic.tags()));
        }
    }

    /** Of what is declared only: other attributes and tags are nobody's business here. */
    private static List<String> drift(DeclaredTopic topic, TopicRecord present) {
        List<String> drift = new ArrayList<>();
        new TreeMap<>(topic.wanted()).forEach((attribute, wanted) -> {
            if (CreateTopic.isSame(attribute, wanted, present)) return;
            drift.add(told(attribute.wireName(), TopicReadBack.value(present, attribute), wanted));
        });
        new TreeMap<>(topic.tags()).forEach((key, wanted) -> {
            String value = present.tags().get(key);
            if (!wanted.equals(value)) drift.add(told("tag " + key, value, wanted));
        });
        return drift;
    }

    private static String told(String what, @Nullable String value, String wanted) {
        return "its " + what + " is " + (value == null ? "not set" : value) + " where " + wanted + " is declared";
    }

    private void subscribe(DeclaredTopic topic, DeclaredTopic.Subscription declared) {
        SubscriptionRecord present = present(topic, declared);
        if (present == null) {
            var wanted = new WantedSubscription(
                    new SubscriptionId(topic.id(), UUID.randomUUID()),
                    declared.protocol(),
                    declared.endpoint(),
                    topic.id().account(),
                    "arn:aws:iam::" + topic.id().account() + ":root",
                    declared.attributes(),
                    true,
                    null);
            carriedOut(topic, new TopicCommand.Subscribe(wanted));
            created++;
        } else if (!present.attributes().agreesWith(declared.attributes())) {
            String drift = "its subscription of " + declared.endpoint() + " has " + present.attributes() + " where "
                    + declared.attributes() + " is declared";
            if (mayChange(topic, drift)) {
                var changes = declared.attributes().given();
                carriedOut(topic, new TopicCommand.SetSubscriptionAttributes(present.id(), changes));
            }
        }
    }

    private @Nullable SubscriptionRecord present(DeclaredTopic topic, DeclaredTopic.Subscription declared) {
        SubscriptionId after = null;
        while (true) {
            var question = new TopicQuestion.ListSubscriptionsByTopic(topic.id(), after, PAGE);
            var page = (TopicReply.SubscriptionsListed) BlockingShards.answered(shards, question, topic);
            for (SubscriptionRecord each : page.subscriptions()) {
                if (each.protocol() == declared.protocol() && each.endpoint().equals(declared.endpoint())) return each;
                after = each.id();
            }
            if (!page.more()) return null;
        }
    }

    /** Whether what is there is to become what is declared. */
    private boolean mayChange(DeclaredTopic topic, String drift) {
        switch (mode) {
            case CREATE_MISSING -> log.warn("{} is left as it is, though {}", topic, drift);
            case FAIL_ON_DRIFT -> throw new DeclarationFailed(topic, drift);
            case RECONCILE -> {
                changed++;
                log.info("{} is changed, for {}", topic, drift);
            }
        }
        return mode == DeclareOptions.Mode.RECONCILE;
    }

    private Reply carriedOut(DeclaredTopic topic, Command command) {
        Reply reply = BlockingShards.carriedOut(shards, command, topic);
        if (reply instanceof Rejected rejected) {
            throw new DeclarationFailed(topic, SnsFaults.of(rejected).text());
        }
        return reply;
    }
}
