package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Replay.State;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.TopicChange.PutReplay;
import dev.sluice.broker.engine.effect.TopicChange.RemoveReplay;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The replays of a shard. While one runs, its subscription gets the topic's messages from the archive alone, new ones too,
 * a few at each step, so that their order stays; a step is part of a tick and leaves its messages and how far it has got to
 * one batch.
 */
final class Replays {
    /** About 10,000 messages a second. */
    private static final long INTERVAL_MILLIS = 10;
    /** Of one that waits for new messages up to its end. */
    private static final long WAITING_MILLIS = 1_000;

    private static final int MOST_MESSAGES = 100;
    private static final int MOST_BYTES = 1 << 20;
    /** One tick makes no more steps than these. */
    private static final int MOST_STEPS = 4;

    private final NavigableSet<Subscription> running = new TreeSet<>(
            Comparator.<Subscription>comparingLong(Replays::nextStepAt).thenComparing(Subscription::id));

    /** Lets a confirmed subscription begin what its policy wants, if it wants something. */
    void begin(Subscription subscription, long now, Effects effects) {
        ReplaySpan span = subscription.span();
        if (span == null) return;
        TopicMachine topic = subscription.topic();
        Archive archive = topic.archive();
        boolean possible = archive.isOn();
        long first = possible ? archive.firstAt(span.from(), topic.nextSequence()) : 0;
        set(subscription, new Replay(subscription.id(), first, possible ? State.RUNNING : State.FAILED, now), effects);
    }

    /** The policy, or the subscription, is gone. */
    void end(Subscription subscription, Effects effects) {
        if (subscription.replay() == null) return;
        replace(subscription, null);
        effects.add(new RemoveReplay(subscription.id()));
    }

    void restore(Subscription subscription, Replay replay) {
        replace(subscription, replay);
    }

    /** How many replay to subscriptions of the account in the region. */
    long running(String account, String region) {
        return running.stream()
                .filter(subscription -> subscription.record().owner().equals(account)
                        && subscription.id().topic().region().equals(region))
                .count();
    }

    /** {@link Long#MAX_VALUE} when none runs. */
    long nextStepAt() {
        return running.isEmpty() ? Long.MAX_VALUE : nextStepAt(running.first());
    }

    void advance(long now, Effects effects) {
        for (int steps = 0; steps < MOST_STEPS && nextStepAt() <= now; steps++) step(running.first(), now, effects);
    }

    private void step(Subscription subscription, long now, Effects effects) {
        Replay replay = subscription.replay();
        ReplaySpan span = subscription.span();
        if (replay == null || span == null) throw new IllegalStateException(subscription.id() + " replays nothing");
        TopicMachine topic = subscription.topic();
        Archive archive = topic.archive();
        if (!archive.isOn()) {
            set(subscription, new Replay(replay.subscription(), replay.next(), State.FAILED, now), effects);
            return;
        }
        long next = Math.max(replay.next(), archive.from());
        boolean atEnd = false;
        for (StoredMessage message : archive.read(next, topic.nextSequence(), MOST_MESSAGES, MOST_BYTES)) {
            atEnd = message.sentAt() >= span.to();
            if (atEnd) break;
            next = message.position().sequence() + 1;
            deliver(subscription, message, now, effects);
        }
        boolean caughtUp = next == topic.nextSequence();
        if (caughtUp) atEnd |= !span.ends() || now >= span.to();
        long stepAt = caughtUp ? Math.min(span.to(), now + WAITING_MILLIS) : now + INTERVAL_MILLIS;
        set(
                subscription,
                new Replay(replay.subscription(), next, atEnd ? State.COMPLETED : State.RUNNING, stepAt),
                effects);
    }

    private void deliver(Subscription subscription, StoredMessage archived, long now, Effects effects) {
        Publication publication = ArchivedPublication.read(archived.message());
        if (!subscription.wants(publication)) return;
        long sequence = archived.position().sequence();
        subscription.topic().fanOut(publication, sequence, true).deliver(subscription, now, effects);
    }

    private void set(Subscription subscription, Replay replay, Effects effects) {
        replace(subscription, replay);
        effects.add(new PutReplay(replay));
    }

    private void replace(Subscription subscription, @Nullable Replay replay) {
        running.remove(subscription);
        subscription.replay(replay);
        if (replay != null && replay.runs()) running.add(subscription);
        subscription.topic().settle(subscription);
    }

    private static long nextStepAt(Subscription subscription) {
        Replay replay = subscription.replay();
        return replay == null ? Long.MAX_VALUE : replay.nextStepAt();
    }
}
