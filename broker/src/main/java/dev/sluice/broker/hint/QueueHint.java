package dev.sluice.broker.hint;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.scaling.Measured;
import dev.sluice.broker.scaling.Need;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.Service;
import dev.sluice.broker.scaling.Snapshot;
import dev.sluice.broker.scaling.Snapshot.Counters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hint of one queue. */
public final class QueueHint extends Hint {
    private final HintOptions options;
    private final QueueId id;
    private Map<String, String> tags = Map.of();
    private boolean deadLetters;
    private @Nullable EffectivePolicy effective;
    private Measured measured = Measured.NOTHING;
    private Snapshot seen = new Snapshot(0, 0, 0, 0, 0, 0, 0, 0, Snapshot.NO_GROUPS, Consumers.NONE, Counters.NONE);
    private Consumers consumers = Consumers.NONE;
    private @Nullable Need need;
    private final @Nullable GroupsWithWork groups;
    private final HoldTimes holdTimes = new HoldTimes();
    private long logId;
    private long round;
    /** When it was last at rest; 0 while it is not. */
    private long restedUntil;

    QueueHint(HintOptions options, QueueId id) {
        this.options = options;
        this.id = id;
        this.groups = id.isFifo() ? new GroupsWithWork(id) : null;
    }

    public QueueId id() {
        return id;
    }

    @Override
    public Object key() {
        return id;
    }

    @Override
    History.@Nullable Point point(long now) {
        Decision decision = decision();
        if (decision == null || (decision.desired() == 0 && seen().work() == 0)) return null;
        return new History.Point(
                id,
                now,
                decision.desired(),
                consumers().present(),
                decision.reason(),
                seen().visible(),
                seen().inFlight(),
                seen().oldestAgeSeconds(),
                measured().arrivalRate(),
                Service.of(measured(), seen(), policy()).seconds(),
                seen().counters().arrivals());
    }

    @Override
    public String name() {
        return id.name();
    }

    @Override
    public EffectivePolicy effective() {
        if (effective == null) {
            effective = EffectivePolicy.ofQueue(options, id.name(), tags, deadLetters, put());
        }
        return effective;
    }

    @Override
    void put(Map<PolicyField, String> settings) {
        super.put(settings);
        effective = null;
    }

    public Measured measured() {
        return measured;
    }

    /** What was seen last. */
    public Snapshot seen() {
        return seen;
    }

    /** This share of the messages completed lately was held no longer than so; not a number while that is unknown. */
    public double heldSeconds(double share) {
        return holdTimes.seconds(share);
    }

    /** Those seen last, with at least as many active as have the messages in flight in their hands: they may not poll for long. */
    public Consumers consumers() {
        long busy = need == null ? 0 : need.busy();
        long active = Math.max(consumers.active(), busy);
        return new Consumers(
                active, Math.max(0, consumers.present() - active), consumers.draining(), consumers.announced());
    }

    /** Whether those were seen to receive; else they are told by the messages in flight. */
    public boolean seesConsumers() {
        return consumers.present() + consumers.draining() > 0;
    }

    /** Null before the first look, and where there is no hint. */
    @Nullable
    Need need() {
        return policy().enabled() ? need : null;
    }

    void restore(Measured earlier) {
        measured = earlier.restarted();
    }

    /** The round of looks that saw it last. */
    long round() {
        return round;
    }

    /** Takes in the definition, which may say something of the policy. */
    void define(QueueRecord record, long ofRound) {
        round = ofRound;
        define(record, deadLetters);
    }

    private void define(QueueRecord record, boolean isDeadLetters) {
        if (tags.equals(record.tags()) && deadLetters == isDeadLetters) return;
        tags = record.tags();
        deadLetters = isDeadLetters;
        effective = null;
    }

    void see(QueueWork work, Consumers present, long now, long ofRound) {
        round = ofRound;
        consumers = present;
        QueueRecord record = work.queue().queue();
        define(record, work.deadLetters());
        if (restedUntil != 0) see(nothing(restedUntil)); // else what came just now would count as come all the while
        restedUntil = 0;
        if (logId != record.logId()) {
            measured = measured.restarted(begun(work), now);
            holdTimes.restart();
        }
        logId = record.logId();
        holdTimes.see(work.services(), now);
        see(snapshot(work, now));
    }

    /** With a start of the broker, and with a purge, all begins at none but for what is kept of the messages that came. */
    private static Counters begun(QueueWork work) {
        return new Counters(arrivals(work), 0, 0, 0);
    }

    /** What a move task brings as fast as it can is backlog: no worker has to keep up with it. */
    private static long arrivals(QueueWork work) {
        QueueCounts counts = work.queue().counts();
        return counts.sent() + counts.movedIn() - work.atOnce();
    }

    /** Nothing is there, and nothing happened. */
    void seeNothing(Consumers present, long now, long ofRound) {
        round = ofRound;
        consumers = present;
        if (groups != null) groups.reset();
        if (isAtRest()) restedUntil = now;
        else see(nothing(now));
    }

    private Snapshot nothing(long now) {
        return new Snapshot(
                now, 0, 0, 0, 0, 0, 0, 0, groups == null ? Snapshot.NO_GROUPS : 0, consumers, seen.counters());
    }

    /** Another look at nothing would change nothing: most queues are so most of the time. */
    private boolean isAtRest() {
        boolean empty = seen.work() + seen.delayed() + seen.suspects() == 0;
        return empty
                && decision() != null
                && state().desired() == policy().min()
                && pin() == null
                && measured.isQuiet();
    }

    private void see(Snapshot snapshot) {
        seen = snapshot;
        measured = measured.seen(snapshot);
        ScalingPolicy policy = policy();
        need = Need.of(measured, snapshot, policy);
        if (policy.enabled()) decide(need, snapshot.at());
    }

    private Snapshot snapshot(QueueWork work, long now) {
        QueueCounts counts = work.queue().counts();
        ScalingPolicy policy = policy();
        int tries = policy.suspectReceives();
        long visibleSuspects = work.touched().from(tries) - work.inFlight().from(tries);
        long heldSuspects = work.inFlight().from(tries + 1);
        long heldSound = work.inFlight().below(tries + 1);
        long waitingSince = id.isFifo() ? counts.oldestSentAt() : counts.noisy().oldestQuietSentAt();
        return new Snapshot(
                now,
                Math.max(0, counts.available() - visibleSuspects),
                heldSound,
                counts.delayed(),
                dueSoon(work, policy),
                visibleSuspects + heldSuspects,
                waitingSince == 0 ? 0 : Math.max(0, now - waitingSince) / 1000.0,
                (heldSound * now - work.receivedMillis().below(tries + 1)) / 1000.0,
                groups == null ? Snapshot.NO_GROUPS : groups.number(hasMessages(counts)),
                consumers,
                new Counters(
                        arrivals(work),
                        work.completed(),
                        work.returned().below(tries + 1),
                        work.services().sumMillis() / 1000.0,
                        (work.holds().sumMillis() - work.services().sumMillis()) / 1000.0));
    }

    private static boolean hasMessages(QueueCounts counts) {
        return counts.present() > 0;
    }

    /** What is to be counted of it now; null for most queues, most of the time. */
    @Nullable
    GroupsWithWork groupsToCount(long now) {
        boolean matters = groups != null && seen.work() + seen.dueSoon() > 1 && policy().enabled();
        return matters && groups != null && groups.isDue(now) ? groups : null;
    }

    /** A FIFO queue has one delay for all: they become due as evenly as they came. */
    private long dueSoon(QueueWork work, ScalingPolicy policy) {
        long horizonMillis = (long) ((policy.startupSeconds() + policy.secondsToWork()) * 1000);
        if (!id.isFifo()) return work.dueSteps().within(horizonMillis);
        long delayed = work.queue().counts().delayed();
        long delayMillis = work.queue().queue().attributes().delayMillis();
        return delayed == 0 || horizonMillis >= delayMillis ? delayed : delayed * horizonMillis / delayMillis;
    }
}
