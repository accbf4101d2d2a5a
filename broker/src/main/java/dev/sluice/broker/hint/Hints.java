package dev.sluice.broker.hint;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hints of all queues and groups. Once a second it asks the shards what workers do, page by page, for the queues that
 * have messages or were active since it asked last: idle queues cost nothing. The others are known to be empty.
 */
public final class Hints {
    /** Queues with a hint of their own; of more, those idle for longest are forgotten. */
    private static final int MOST_QUEUES = 10_000;

    /** Queues shown from other threads: a monitoring system does not want a series for each of a million. */
    private static final int MOST_VIEWS = 1_000;

    /** FIFO queues whose groups are counted in one round. */
    private static final int MOST_COUNTS = 5;

    /** Every so many rounds idle queues are told too. */
    private static final int FULL_ROUND = 60;

    private static final long SAVE_MILLIS = 30_000;
    /** A look older than this is stale: the numbers are told, and that they are old. */
    private static final long STALE_MILLIS = 10_000;
    /** Older than this it is no base for an answer. */
    private static final long USELESS_MILLIS = 60_000;

    private final HintOptions options;
    private final Shards shards;
    private final Supplier<Map<QueueId, Consumers>> consumers;
    private final Executor eventLoop;
    private final Clock clock;
    private final HintFile file;
    private final History history = new History();
    private final NavigableMap<QueueId, QueueHint> queues = new TreeMap<>();
    private final NavigableMap<String, GroupHint> groups = new TreeMap<>();

    private Runnable afterRound = () -> {};
    private volatile List<View> views = List.of();
    private volatile double arrivalRateOfOthers;
    private volatile Map<QueueId, Integer> suspectReceives = Map.of();
    /** The FIFO queue whose groups were counted last. */
    private @Nullable QueueId countedLast;

    private long round;
    /** The round is to tell every queue: what it does not tell is gone. */
    private boolean full;

    private Map<QueueId, Consumers> present = Map.of();
    private boolean asking;
    private long askedAt;
    /** The machine's time in the round before the present one; empty queues that did nothing since are left out. */
    private long activeSince;

    private long roundStartedAt;
    private volatile long seenAt;
    private long savedAt;

    /**
     * @param consumers who receives from which queue now
     * @param eventLoop all calls come on it
     */
    public Hints(
            HintOptions options,
            Shards shards,
            Supplier<Map<QueueId, Consumers>> consumers,
            Executor eventLoop,
            Clock clock) {
        this.options = options;
        this.shards = shards;
        this.consumers = consumers;
        this.eventLoop = eventLoop;
        this.clock = clock;
        this.file = new HintFile(options.file());
    }

    /** What to do each time that every queue was looked at. */
    public void afterEachRound(Runnable work) {
        afterRound = work;
    }

    /** Takes up what was known before a restart. Reads a file; to be called before anything else. */
    public void restore() {
        file.read(this);
        savedAt = clock.millis();
    }

    /** To be called once a second. */
    public void tick() {
        long now = clock.millis();
        if (asking && now - askedAt < STALE_MILLIS) return;
        round++;
        roundStartedAt = 0;
        present = consumers.get();
        if (round % FULL_ROUND == 1) activeSince = 0;
        full = activeSince == 0;
        ask(null, round);
        if (now - savedAt >= SAVE_MILLIS) {
            savedAt = now;
            file.writeLater(this);
        }
    }

    /** Writes what shall outlive a restart, and waits until it is written. */
    public void close() {
        file.close(this);
    }

    // ---- looking

    private void ask(@Nullable QueueId after, long ofRound) {
        var asker = new Asker(eventLoop, reply -> seen((Reply.WorkPage) reply, ofRound));
        asking = true;
        askedAt = clock.millis();
        if (shards.ask(new Question.SurveyWork(after, activeSince), asker) != Submission.TAKEN) asking = false;
    }

    private void seen(Reply.WorkPage page, long ofRound) {
        if (ofRound != round) return;
        long now = clock.millis();
        if (roundStartedAt == 0) roundStartedAt = page.now();
        for (QueueWork work : page.queues()) {
            QueueId id = work.queue().queue().id();
            queue(id).see(work, present.getOrDefault(id, Consumers.NONE), now, round);
        }
        if (page.last() != null) ask(page.last(), ofRound);
        else finish(now);
    }

    private void finish(long now) {
        asking = false;
        activeSince = roundStartedAt;
        seenAt = now;
        if (full) queues.values().removeIf(queue -> queue.round() != round);
        for (QueueHint queue : queues.values()) {
            if (queue.round() != round) queue.seeNothing(present.getOrDefault(queue.id(), Consumers.NONE), now, round);
        }
        decideGroups(now);
        countGroups(now);
        forgetIdle();
        history.remember(Stream.concat(queues.values().stream(), groups.values().stream()), now);
        show();
        afterRound.run();
    }

    private void show() {
        List<QueueHint> shown = queues.values().stream()
                .filter(queue -> queue.decision() != null && queue.policy().enabled())
                .toList();
        views = shown.stream().limit(MOST_VIEWS).map(View::of).toList();
        arrivalRateOfOthers = shown.stream()
                .skip(MOST_VIEWS)
                .mapToDouble(queue -> queue.measured().arrivalRate())
                .sum();
        suspectReceives = queues.values().stream()
                .filter(queue -> queue.policy().suspectReceives() != ScalingPolicy.DEFAULT.suspectReceives())
                .collect(Collectors.toUnmodifiableMap(
                        QueueHint::id, queue -> queue.policy().suspectReceives()));
    }

    /** A step for some of the FIFO queues, in turns: each is a few look-ups on the thread that owns the queues. */
    private void countGroups(long now) {
        List<GroupsWithWork> due = new ArrayList<>();
        QueueId last = countedLast;
        addDue(due, last == null ? queues : queues.tailMap(last, false), now);
        if (last != null) addDue(due, queues.headMap(last, true), now);
        for (GroupsWithWork groups : due) {
            shards.ask(groups.step(now), new Asker(eventLoop, reply -> {
                if (reply instanceof Reply.GroupsCounted counted) groups.counted(counted);
            }));
        }
    }

    private void addDue(List<GroupsWithWork> due, Map<QueueId, QueueHint> from, long now) {
        for (QueueHint queue : from.values()) {
            if (due.size() == MOST_COUNTS) return;
            GroupsWithWork groups = queue.groupsToCount(now);
            if (groups == null) continue;
            due.add(groups);
            countedLast = queue.id();
        }
    }

    private void decideGroups(long now) {
        var members = new TreeMap<String, List<QueueHint>>();
        for (String name : groups.keySet()) members.put(name, new ArrayList<>());
        for (QueueHint queue : queues.values()) {
            String group = queue.policy().group();
            if (group != null)
                members.computeIfAbsent(group, first -> new ArrayList<>()).add(queue);
        }
        members.forEach((name, those) -> group(name).see(those, now));
    }

    private void forgetIdle() {
        int tooMany = queues.size() - MOST_QUEUES;
        if (tooMany <= 0) return;
        queues.values().stream()
                .filter(queue -> queue.state().desired() == 0 && queue.put().isEmpty() && queue.pin() == null)
                .sorted(Comparator.comparingLong(
                        (QueueHint queue) -> queue.state().workAt()))
                .limit(tooMany)
                .toList()
                .forEach(queue -> queues.remove(queue.id()));
    }

    QueueHint queue(QueueId id) {
        return queues.computeIfAbsent(id, first -> new QueueHint(options, first));
    }

    GroupHint group(String name) {
        return groups.computeIfAbsent(name, first -> new GroupHint(options, first));
    }

    // ---- answering

    /** Whether enough was seen, not too long ago, to answer anything: else nobody may guess. */
    public boolean isReady() {
        return seenAt != 0 && clock.millis() - seenAt < USELESS_MILLIS;
    }

    /** The end of the latest round of looks, epoch milliseconds; 0 before the first. */
    public long seenAt() {
        return seenAt;
    }

    public boolean isStale() {
        return clock.millis() - seenAt >= STALE_MILLIS;
    }

    /** Those that ever had work, in order. */
    public Collection<QueueHint> queues() {
        return Collections.unmodifiableCollection(queues.values());
    }

    public Collection<GroupHint> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** The hint of a queue that exists; what was never seen to have work is empty. */
    public QueueHint of(QueueRecord record) {
        QueueHint hint = queue(record.id());
        hint.define(record, round);
        if (hint.decision() == null && hint.policy().enabled()) {
            hint.seeNothing(present.getOrDefault(record.id(), Consumers.NONE), clock.millis(), round);
        }
        return hint;
    }

    /** Null when no queue names the group, and nobody has set its policy. */
    public @Nullable GroupHint findGroup(String name) {
        return groups.get(name);
    }

    /** The group, made if there is none: to set its policy before a queue names it. */
    public GroupHint openGroup(String name) {
        return group(name);
    }

    /** The hints of queues after the latest round, in order. Callable from any thread. */
    public List<View> views() {
        return views;
    }

    /** Messages a second that come to queues beyond these. Callable from any thread. */
    public double arrivalRateOfOthers() {
        return arrivalRateOfOthers;
    }

    /** After so many receives a message of the queue that is back is a suspect. Callable from any thread. */
    public int suspectReceives(QueueId queue) {
        return suspectReceives.getOrDefault(queue, ScalingPolicy.DEFAULT.suspectReceives());
    }

    public HintOptions options() {
        return options;
    }

    public History history() {
        return history;
    }

    // ---- steering

    /** Replaces the settings; the future ends when they are on disk. */
    public CompletableFuture<Void> put(Hint hint, Map<PolicyField, String> settings) {
        hint.put(settings);
        return file.writeNow(this);
    }

    /** Fixes the number of workers, or lets go; the future ends when that is on disk. */
    public CompletableFuture<Void> pin(Hint hint, @Nullable Pin pin) {
        hint.pin(pin);
        return file.writeNow(this);
    }

    private record Asker(Executor executor, Consumer<Reply> then) implements ReplyTo {
        @Override
        public void accept(Reply reply) {
            then.accept(reply);
        }
    }
}
