package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.engine.mobile.Mobile;
import dev.sluice.broker.engine.queue.AcceptedRequests;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.engine.topic.TopicLimits;
import dev.sluice.broker.engine.topic.Topics;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;

/**
 * All queues of a shard, as a function of the entries applied so far. The same entries give the same rows and the same
 * replies on every node, at every time, and with a restart from the rows after any turn. Owned by the shard thread.
 *
 * <p>A turn applies entries, ends with {@link #endTurn}, and its effects are written before the next begins: until then
 * the machine remembers what {@link StoredMessages} cannot show yet.
 */
public final class ShardMachine implements Restoration {
    /** One tick makes no more steps than these; those of further tasks are due in the next turn. */
    private static final int MAX_MOVE_STEPS = 4;

    private final Queues queues = new Queues();
    private final RunningQueues running;
    private final Holds holds = new Holds();
    private final MoveTasks moveTasks;
    private final AcceptedRequests acceptedRequests;
    private final QueueCommands queueCommands;
    private final MessageCommands messages;
    private final MoveTaskCommands moveTaskCommands;
    private final QueueAnswers answers;
    private final Topics topics;
    private final Mobile mobile;

    private long time;
    private long index;

    public ShardMachine(StoredMessages store, int inFlightLimit) {
        this(store, QueueLimits.withInFlight(inFlightLimit));
    }

    public ShardMachine(StoredMessages store, QueueLimits limits) {
        this(store, limits, TopicLimits.DEFAULTS);
    }

    public ShardMachine(StoredMessages store, QueueLimits limits, TopicLimits ofTopics) {
        this.running = new RunningQueues(queues, store, limits);
        this.moveTasks = new MoveTasks(running);
        this.acceptedRequests = new AcceptedRequests(store);
        this.queueCommands = new QueueCommands(queues, running, holds, moveTasks);
        this.messages = new MessageCommands(queues, running, acceptedRequests);
        this.moveTaskCommands = new MoveTaskCommands(queues, moveTasks, running);
        var queuesOfTopics = new QueuesOfTopics(queues, running, () -> index);
        this.mobile = new Mobile(queuesOfTopics);
        this.topics = new Topics(queuesOfTopics, mobile, store, acceptedRequests, ofTopics);
        this.answers = new QueueAnswers(queues, moveTasks, topics, store);
    }

    public Reply apply(Entry entry, Effects effects) {
        require(entry.index() == index + 1, "entry %s comes after %s was applied", entry.index(), index);
        index = entry.index();
        time = Math.max(time, entry.time());
        return entry.command().applyTo(this, time, effects);
    }

    /** Completes the turn's effects. They must be written before the next entry is applied. */
    public void endTurn(Effects effects) {
        running.endTurn(effects);
        topics.endTurn(effects);
        acceptedRequests.turnEnded();
    }

    /** Gives dead rows to deletion, as part of a turn. Not a command: it changes no reply, and each node does it alone. */
    public void sweep(Effects effects) {
        running.sweep(effects);
    }

    /** Of the entry that was applied last. */
    long index() {
        return index;
    }

    /** What must be written with the effects of a turn. */
    public ShardHead head() {
        return new ShardHead(running.nextLogId(), time, index);
    }

    /** The earliest instant at which time changes something; {@link Long#MAX_VALUE} when it never will. */
    public long nextDeadline() {
        long ofQueues = Math.min(Math.min(running.nextDeadline(), holds.nextEnd()), nextMoveAt());
        return Math.min(ofQueues, topics.nextDeadline());
    }

    /** The instant at which a move task or a replay makes its next step; {@link Long#MAX_VALUE} when none runs. */
    public long nextMoveAt() {
        return Math.min(moveTasks.nextStepAt(), topics.nextReplayAt());
    }

    /**
     * Whether a receive at this instant would be answered with something, so that waiting before it is applied is
     * pointless: a message, or that the queue does not exist. A hint; expiry is known up to the machine's time only. A
     * short poll must be applied even so, for it is the machine that says when too many messages are in flight.
     */
    public boolean hasAvailable(QueueId id, long now) {
        QueueMachine queue = queues.find(id);
        return queue == null || queue.receivable(now);
    }

    /**
     * How long a receive of this queue may wait.
     *
     * @param waitSeconds what it asks for, or {@link Command#QUEUE_DEFAULT}
     * @return milliseconds; 0 when there is no such queue
     */
    public long waitMillis(QueueId id, int waitSeconds) {
        QueueMachine queue = queues.find(id);
        return queue == null ? 0 : MessageCommands.waitSeconds(queue, waitSeconds) * 1000L;
    }

    QueueCommands queues() {
        return queueCommands;
    }

    MessageCommands messages() {
        return messages;
    }

    MoveTaskCommands moveTasks() {
        return moveTaskCommands;
    }

    QueueAnswers answers() {
        return answers;
    }

    Topics topics() {
        return topics;
    }

    Mobile mobile() {
        return mobile;
    }

    Reply tick(long now, Effects effects) {
        holds.advance(now, effects);
        topics.advance(now, effects);
        running.advance(now, effects);
        for (int steps = 0; steps < MAX_MOVE_STEPS && moveTasks.nextStepAt() <= now; steps++) {
            running.at(moveTasks.nextSource(), now, effects, source -> {
                moveTasks.step(source, now, effects);
                return Done.DONE;
            });
        }
        return Done.DONE;
    }

    // Restoration

    @Override
    public void shard(ShardHead head) {
        running.restore(head.nextLogId());
        time = head.time();
        index = head.index();
    }

    @Override
    public void moveTask(MoveTask task) {
        moveTasks.restore(task);
    }

    @Override
    public void queue(QueueRecord record) {
        running.restore(record);
    }

    @Override
    public void mobile(MobileRow row) {
        mobile.restore(row);
    }

    @Override
    public void topic(TopicRecord record) {
        topics.restore(record);
    }

    @Override
    public void subscription(SubscriptionRecord record) {
        topics.restore(record);
    }

    @Override
    public void replay(Replay replay) {
        topics.restore(replay);
    }

    @Override
    public void topicHead(long logId, TopicHead head) {
        topics.restore(logId, head);
    }

    @Override
    public void hold(Hold hold) {
        holds.restore(hold);
    }

    @Override
    public void head(long logId, QueueHead head) {
        running.restore(logId, head);
    }

    @Override
    public void due(long logId, long dueAt, int count) {
        running.restoring(logId).restoreDue(dueAt, count);
    }

    @Override
    public void touched(long logId, Position position, Touched touched) {
        running.restoring(logId).restoreTouched(position, touched);
    }

    /** Everything has been handed over; entries may follow. */
    public void restored() {
        running.restored();
    }

    /** Throws unless everything fits together. Reads the store and looks at everything: for tests. */
    void checkInvariants() {
        running.checkInvariants();
        topics.checkInvariants();
    }
}
