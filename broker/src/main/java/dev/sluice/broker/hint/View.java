package dev.sluice.broker.hint;

import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.scaling.Measured;
import dev.sluice.broker.scaling.Reason;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.Service;
import dev.sluice.broker.scaling.Snapshot;
import java.util.Map;
import java.util.Objects;

/** The hint of a queue at one instant, to be looked at by any thread. */
public record View(
        QueueId queue,
        Decision decision,
        Snapshot seen,
        Measured measured,
        ScalingPolicy policy,
        Service service,
        Map<Reason, Long> grew,
        Map<Reason, Long> shrank) {

    static View of(QueueHint hint) {
        return new View(
                hint.id(),
                Objects.requireNonNull(hint.decision()),
                hint.seen(),
                hint.measured(),
                hint.policy(),
                Service.of(hint.measured(), hint.seen(), hint.policy()),
                hint.grew(),
                hint.shrank());
    }
}
