package dev.sluice.broker.admin;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.QueueWork.ByReceives;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Shards that hold what the test puts there and answer questions at once, or later when told to hold them back. */
final class AnsweringShards implements Shards {

    private static final long LOG = 7;

    final List<Reply.PeekedMessage> messages = new CopyOnWriteArrayList<>();
    final List<Peek> peeks = new CopyOnWriteArrayList<>();
    final List<Command> commands = new CopyOnWriteArrayList<>();
    final List<Capture> captures = new CopyOnWriteArrayList<>();
    final List<TopicReply.SubscriptionDescribed> endpoints = new CopyOnWriteArrayList<>();
    volatile QueueTimes times = QueueTimes.NONE;
    volatile ByReceives touched = ByReceives.NONE;
    volatile ByReceives inFlight = ByReceives.NONE;
    volatile long deadLettered;
    volatile int peekStep = 2;
    final AtomicInteger surveys = new AtomicInteger();
    final ConcurrentLinkedQueue<Runnable> heldBack = new ConcurrentLinkedQueue<>();
    volatile Submission submission = Submission.TAKEN;
    volatile boolean holdsBack;
    private final Map<QueueId, Reply.Described> queues = new TreeMap<>();
    private final List<TopicReply.TopicDescribed> topics = new CopyOnWriteArrayList<>();
    private final List<TopicReply.SubscriptionSurveyed> subscriptions = new CopyOnWriteArrayList<>();

    void queue(String account, String region, String name, QueueCounts counts) {
        var id = new QueueId(account, region, name);
        var attributes = new QueueAttributes(Map.of(QueueAttribute.VISIBILITY_TIMEOUT, "45"));
        queues.put(
                id,
                new Reply.Described(new QueueRecord(id, 1, attributes, Map.of("team", "blue"), 1_000, 2_000), counts));
    }

    void subscription(Protocol protocol, String endpoint, SubscriptionRecord.State state) {
        var topic = new TopicId("000000000000", "us-east-1", "orders");
        var id = new SubscriptionId(topic, new UUID(0, endpoints.size() + 1L));
        var record = new TopicRecord(topic, 1, TopicAttributes.DEFAULTS, Map.of(), "", 1_000);
        var subscription = new SubscriptionRecord(
                id,
                1,
                protocol,
                endpoint,
                "000000000000",
                "",
                SubscriptionAttributes.DEFAULTS,
                state,
                "",
                false,
                false,
                1_000,
                0);
        endpoints.add(
                new TopicReply.SubscriptionDescribed(record, subscription, new SubscriptionCounts(0, 0, 0, 0), null));
    }

    TopicRecord topic(String account, String region, String name, TopicCounts counts) {
        var attributes = new TopicAttributes(Map.of(TopicAttribute.DISPLAY_NAME, "News"));
        var topic =
                new TopicRecord(new TopicId(account, region, name), 1, attributes, Map.of("team", "blue"), "", 1_000);
        topics.add(new TopicReply.TopicDescribed(topic, counts));
        return topic;
    }

    void subscription(TopicRecord topic, UUID id, String endpoint, SubscriptionCounts counts) {
        subscription(topic, id, Protocol.SQS, endpoint, counts, null);
    }

    /** @param internal what waits for an endpoint that is no queue */
    void subscription(
            TopicRecord topic,
            UUID id,
            Protocol protocol,
            String endpoint,
            SubscriptionCounts counts,
            @Nullable QueueCounts internal) {
        var attributes = new SubscriptionAttributes(Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true"));
        var subscription = new SubscriptionRecord(
                new SubscriptionId(topic.id(), id),
                1,
                protocol,
                endpoint,
                topic.id().account(),
                "arn:aws:iam::" + topic.id().account() + ":root",
                attributes,
                SubscriptionRecord.State.CONFIRMED,
                "",
                true,
                true,
                2_000,
                0);
        subscriptions.add(new TopicReply.SubscriptionSurveyed(subscription, counts, internal));
        if (internal == null) return;
        endpoints.add(new TopicReply.SubscriptionDescribed(topic, subscription, counts, null));
        QueueId queue = subscription.id().internalQueue();
        queue(queue.account(), queue.region(), queue.name(), internal);
    }

    @Override
    public Submission submit(Command command, ReplyTo replyTo) {
        if (!(command instanceof SmsCommand.OptOut)) throw new UnsupportedOperationException("no other is expected");
        commands.add(command);
        replyTo.executor().execute(() -> replyTo.accept(Reply.Done.DONE));
        return Submission.TAKEN;
    }

    @Override
    public Submission ask(Question question, ReplyTo replyTo) {
        if (submission != Submission.TAKEN) return submission;
        Reply reply = reply(question);
        Runnable answer = () -> replyTo.executor().execute(() -> replyTo.accept(reply));
        boolean beside = question instanceof Question.SurveyWork || question instanceof TopicQuestion;
        if (holdsBack && !beside) heldBack.add(answer);
        else answer.run();
        return Submission.TAKEN;
    }

    private Reply reply(Question question) {
        if (question instanceof Question.Survey) {
            surveys.incrementAndGet();
            return new Reply.Surveyed(values().stream()
                    .map(queue -> new Reply.SurveyedQueue(
                            queue.queue(), queue.counts(), times, deadLettered, touched, inFlight))
                    .toList());
        }
        if (question instanceof Question.SurveyWork) return new Reply.WorkPage(List.of(), null, 0);
        if (question instanceof TopicQuestion.SurveyTopics) {
            return new TopicReply.TopicsSurveyed(List.copyOf(topics), List.copyOf(subscriptions));
        }
        if (question instanceof Question.DescribeQueues describe) return page(describe);
        if (question instanceof Question.PeekMessages peek) return peeked(peek);
        if (question instanceof TopicQuestion.DescribeSubscription describe) return endpoint(describe.subscription());
        if (question instanceof TopicQuestion.ListEndpoints)
            return new TopicReply.EndpointsListed(1, endpoints, captures);
        Reply.Described described = queues.get(((Question.DescribeQueue) question).queue());
        return described != null ? described : new Reply.Rejected(Rejection.QUEUE_DOES_NOT_EXIST);
    }

    private Reply endpoint(SubscriptionId id) {
        for (TopicReply.SubscriptionDescribed each : endpoints)
            if (each.subscription().id().equals(id)) return each;
        return new Reply.Rejected(Rejection.SUBSCRIPTION_DOES_NOT_EXIST);
    }

    private Reply page(Question.DescribeQueues asked) {
        List<Reply.Described> found = queues.values().stream()
                .filter(queue -> asked.after() == null || queue.queue().id().compareTo(asked.after()) > 0)
                .filter(queue -> queue.queue().id().name().startsWith(asked.prefix()))
                .toList();
        if (found.size() <= asked.max()) return new Reply.QueuePage(found, null);
        List<Reply.Described> page = found.subList(0, asked.max());
        return new Reply.QueuePage(page, page.get(page.size() - 1).queue().id());
    }

    /** Shows at most {@link #peekStep} of the messages, whose sequences are their places in the list. */
    private Reply peeked(Question.PeekMessages asked) {
        peeks.add(asked.peek());
        if (!queues.containsKey(asked.queue())) return new Reply.Rejected(Rejection.QUEUE_DOES_NOT_EXIST);
        int from = (int) asked.peek().from().sequence();
        int to =
                Math.min(messages.size(), from + Math.min(peekStep, asked.peek().max()));
        return new Reply.Peeked(LOG, messages.subList(from, to), to == messages.size() ? null : Position.available(to));
    }

    private Collection<Reply.Described> values() {
        return queues.values();
    }

    @Override
    public void cancel(ReplyTo replyTo) {
        throw new UnsupportedOperationException("questions do not wait");
    }
}
