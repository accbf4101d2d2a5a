package dev.sluice.broker.hint;

import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.scaling.Need;
import dev.sluice.broker.scaling.PolicyField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hint of workers that read several queues: those whose policy names the group. */
public final class GroupHint extends Hint {
    private final HintOptions options;
    private final String name;
    private @Nullable EffectivePolicy effective;
    private List<QueueHint> members = List.of();

    GroupHint(HintOptions options, String name) {
        this.options = options;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EffectivePolicy effective() {
        if (effective == null) effective = EffectivePolicy.ofGroup(options, put());
        return effective;
    }

    @Override
    void put(Map<PolicyField, String> settings) {
        super.put(settings);
        effective = null;
    }

    public List<QueueHint> members() {
        return members;
    }

    @Override
    public Object key() {
        return name;
    }

    @Override
    History.@Nullable Point point(long now) {
        Decision decision = decision();
        List<History.Point> points = members.stream()
                .map(member -> member.point(now))
                .filter(point -> point != null)
                .toList();
        if (decision == null || (decision.desired() == 0 && points.isEmpty())) return null;
        double rate = points.stream().mapToDouble(History.Point::arrivalRate).sum();
        return new History.Point(
                name,
                now,
                decision.desired(),
                points.stream()
                        .mapToLong(History.Point::consumers)
                        .max() // the same workers read all of them
                        .orElse(0),
                decision.reason(),
                points.stream().mapToLong(History.Point::visible).sum(),
                points.stream().mapToLong(History.Point::inFlight).sum(),
                points.stream().mapToDouble(History.Point::oldestAge).max().orElse(0),
                rate,
                points.stream()
                        .mapToDouble(point -> point.serviceSeconds() * share(point, rate, points.size()))
                        .sum(),
                0);
    }

    /** Of the work: by what arrives; evenly where nothing does. */
    private static double share(History.Point point, double rate, int queues) {
        return rate > 0 ? point.arrivalRate() / rate : 1.0 / queues;
    }

    void see(List<QueueHint> queues, long now) {
        members = List.copyOf(queues);
        decide(
                Need.sum(members.stream()
                        .map(QueueHint::need)
                        .filter(need -> need != null)
                        .toList()),
                now);
    }
}
