package dev.sluice.broker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.topic.Handshake;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.engine.topic.TopicLimits;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.engine.topic.Wording;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Topics and queues in a machine of their own, on a manual clock, with defaults for all a test does not care about. */
final class TestTopic {
    static final String ACCOUNT = "000000000000";
    static final TopicId NEWS = new TopicId(ACCOUNT, "us-east-1", "news");

    final ManualClock clock = new ManualClock(TestQueue.START);
    final TestShard shard;
    private final Course course;
    private long ids;

    TestTopic(Course course) {
        this(course, TopicLimits.DEFAULTS);
    }

    TestTopic(Course course, TopicLimits limits) {
        this.course = course;
        this.shard = new TestShard(QueueLimits.withInFlight(120_000), limits);
    }

    Reply apply(Command command) {
        Reply reply = shard.apply(clock.millis(), command);
        if (course == Course.A_TURN_FOR_EACH_COMMAND) shard.endTurn();
        if (course == Course.A_RESTART_AFTER_EACH_COMMAND) shard.restart();
        return reply;
    }

    Reply ask(Question question) {
        return question.answerFrom(shard.machine(), clock.millis());
    }

    void advance(long amount, ChronoUnit unit) {
        clock.advance(amount, unit);
        apply(Command.Tick.TICK);
    }

    Reply create(TopicId topic, Map<TopicAttribute, String> attributes) {
        return apply(new TopicCommand.CreateTopic(topic, new TopicAttributes(attributes), Map.of(), ""));
    }

    Reply create(TopicId topic) {
        return create(topic, Map.of());
    }

    Reply set(TopicId topic, TopicAttribute attribute, String value) {
        return apply(new TopicCommand.SetTopicAttributes(topic, Map.of(attribute, value)));
    }

    TopicReply.TopicDescribed describe(TopicId topic) {
        return (TopicReply.TopicDescribed) ask(new TopicQuestion.DescribeTopic(topic));
    }

    QueueId queue(String name) {
        var queue = new QueueId(ACCOUNT, "us-east-1", name);
        apply(new Command.CreateQueue(
                queue, queue.isFifo() ? QueueAttributes.FIFO_DEFAULTS : QueueAttributes.DEFAULTS, Map.of()));
        return queue;
    }

    SubscriptionId newId(TopicId topic) {
        return new SubscriptionId(topic, new UUID(0, ++ids));
    }

    WantedSubscription wanted(TopicId topic, Protocol protocol, String endpoint) {
        return new WantedSubscription(
                newId(topic),
                protocol,
                endpoint,
                ACCOUNT,
                "arn:aws:iam::000000000000:root",
                SubscriptionAttributes.DEFAULTS,
                false,
                null);
    }

    static WantedSubscription with(WantedSubscription wanted, Map<SubscriptionAttribute, String> attributes) {
        return new WantedSubscription(
                wanted.id(),
                wanted.protocol(),
                wanted.endpoint(),
                wanted.owner(),
                wanted.principal(),
                new SubscriptionAttributes(attributes),
                wanted.unsubscribedSignedOnly(),
                wanted.handshake());
    }

    static WantedSubscription asked(WantedSubscription wanted, String token) {
        return new WantedSubscription(
                wanted.id(),
                wanted.protocol(),
                wanted.endpoint(),
                wanted.owner(),
                wanted.principal(),
                wanted.attributes(),
                wanted.unsubscribedSignedOnly(),
                handshake(token));
    }

    static Handshake handshake(String token) {
        var message = new Message(
                new MessageId(9, token.hashCode()),
                token.getBytes(UTF_8),
                new byte[16],
                List.of(),
                null,
                null,
                null,
                "AIDAEXAMPLE");
        return new Handshake(token, message);
    }

    SubscriptionRecord subscribe(WantedSubscription wanted) {
        return subscribed(apply(new TopicCommand.Subscribe(wanted)));
    }

    SubscriptionRecord subscribe(TopicId topic, QueueId queue) {
        return subscribe(wanted(topic, Protocol.SQS, queue.arn()));
    }

    SubscriptionRecord subscribe(TopicId topic, QueueId queue, Map<SubscriptionAttribute, String> attributes) {
        return subscribe(with(wanted(topic, Protocol.SQS, queue.arn()), attributes));
    }

    static SubscriptionRecord subscribed(Reply reply) {
        return ((TopicReply.Subscribed) reply).subscription();
    }

    static Rejection rejection(Reply reply) {
        return ((Reply.Rejected) reply).reason();
    }

    /** What waits there, taken out of it. */
    List<Message> drain(QueueId queue) {
        var messages = new ArrayList<Message>();
        while (true) {
            Reply reply = apply(new Command.Receive(queue, 10, 30, 0));
            List<Delivery> deliveries = ((Reply.Received) reply).deliveries();
            if (deliveries.isEmpty()) return messages;
            deliveries.forEach(delivery -> messages.add(delivery.message()));
            apply(new Command.Delete(
                    queue, deliveries.stream().map(Delivery::handle).toList()));
        }
    }

    List<String> bodies(QueueId queue) {
        return drain(queue).stream()
                .map(message -> new String(message.body(), UTF_8))
                .toList();
    }

    /** A message in the simplest of envelopes. */
    Publication publication(String text) {
        return publication(text, null, null);
    }

    Publication publication(String text, @Nullable String group, @Nullable String deduplication) {
        return new Publication(
                new MessageId(1, ++ids),
                text.length(),
                wording(text),
                Map.of(),
                List.of(),
                group,
                deduplication,
                false,
                null,
                "AIDAEXAMPLE",
                bytes("{\n  \"MessageId\" : \"" + ids + "\""),
                new byte[0],
                bytes("http://localhost"));
    }

    static Publication with(Publication publication, List<MessageAttribute> attributes) {
        return new Publication(
                publication.id(),
                publication.sizeBytes(),
                publication.wording(),
                publication.otherWordings(),
                attributes,
                publication.groupId(),
                publication.deduplicationId(),
                publication.deduplicatesByContent(),
                publication.traceHeader(),
                publication.senderId(),
                publication.envelopeHead(),
                bytes(",\n  \"MessageAttributes\" : " + attributes.size()),
                publication.linkBase());
    }

    static Publication worded(Publication publication, Protocol protocol, String text) {
        return worded(publication, protocol.wireName(), text);
    }

    /** @param key a protocol's name, or a platform of mobile push */
    static Publication worded(Publication publication, String key, String text) {
        return new Publication(
                publication.id(),
                publication.sizeBytes(),
                publication.wording(),
                Map.of(key, wording(text)),
                publication.attributes(),
                publication.groupId(),
                publication.deduplicationId(),
                publication.deduplicatesByContent(),
                "Root=1-2-3",
                publication.senderId(),
                publication.envelopeHead(),
                publication.envelopeTail(),
                publication.linkBase());
    }

    static Wording wording(String text) {
        return new Wording(bytes(text), md5(bytes(text)), bytes(",\n  \"Message\" : \"" + text + "\""));
    }

    static MessageAttribute attribute(String name, String value) {
        return new MessageAttribute(name, "String", bytes(value));
    }

    List<TopicReply.PublishOutcome> publish(TopicId topic, Publication... publications) {
        return ((TopicReply.Published) apply(new TopicCommand.Publish(topic, List.of(publications)))).outcomes();
    }

    /** With a token, in one request. */
    Reply publishUnder(String token, TopicId topic, String... texts) {
        var publications = new ArrayList<Publication>();
        var md5s = new ArrayList<byte[]>();
        for (String text : texts) {
            publications.add(publication(text));
            md5s.add(md5(bytes(text)));
        }
        return apply(new TopicCommand.Publish(topic, publications, "", IdempotencyToken.of(token, md5s)));
    }

    void publish(TopicId topic, String text) {
        publish(topic, publication(text));
    }

    SubscriptionCounts counts(SubscriptionRecord subscription) {
        var described =
                (TopicReply.SubscriptionDescribed) ask(new TopicQuestion.DescribeSubscription(subscription.id()));
        return described.counts();
    }

    static byte[] md5(byte[] body) {
        try {
            return MessageDigest.getInstance("MD5").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
