package dev.sluice.broker.admin;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Shards that hold what the test puts there and answer questions at once, or later when told to hold them back. */
final class AnsweringShards implements Shards {

    final AtomicInteger surveys = new AtomicInteger();
    final ConcurrentLinkedQueue<Runnable> heldBack = new ConcurrentLinkedQueue<>();
    volatile Submission submission = Submission.TAKEN;
    volatile boolean holdsBack;
    private final Map<QueueId, Reply.Described> queues = new TreeMap<>();

    void queue(String account, String region, String name, QueueCounts counts) {
        var id = new QueueId(account, region, name);
        var attributes = new QueueAttributes(Map.of(QueueAttribute.VISIBILITY_TIMEOUT, "45"));
        queues.put(
                id,
                new Reply.Described(new QueueRecord(id, 1, attributes, Map.of("team", "blue"), 1_000, 2_000), counts));
    }

    @Override
    public Submission submit(Command command, ReplyTo replyTo) {
        throw new UnsupportedOperationException("the management port changes nothing");
    }

    @Override
    public Submission ask(Question question, ReplyTo replyTo) {
        if (submission != Submission.TAKEN) return submission;
        Reply reply = reply(question);
        Runnable answer = () -> replyTo.executor().execute(() -> replyTo.accept(reply));
        if (holdsBack) heldBack.add(answer);
        else answer.run();
        return Submission.TAKEN;
    }

    private Reply reply(Question question) {
        if (question instanceof Question.Survey) {
            surveys.incrementAndGet();
            return new Reply.Surveyed(List.copyOf(values()));
        }
        Reply.Described described = queues.get(((Question.DescribeQueue) question).queue());
        return described != null ? described : new Reply.Rejected(Rejection.QUEUE_DOES_NOT_EXIST);
    }

    private Collection<Reply.Described> values() {
        return queues.values();
    }

    @Override
    public void cancel(ReplyTo replyTo) {
        throw new UnsupportedOperationException("questions do not wait");
    }
}
