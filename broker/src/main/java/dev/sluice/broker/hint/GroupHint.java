package dev.sluice.broker.hint;

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
