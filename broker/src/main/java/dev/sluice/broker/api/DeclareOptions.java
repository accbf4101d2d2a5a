package dev.sluice.broker.api;

import java.util.List;

/**
 * Which queues and topics are to exist, and what becomes of those that do but are different.
 *
 * @param smsSandbox whether text messages go to verified numbers only
 */
public record DeclareOptions(Mode mode, List<DeclaredQueue> queues, List<DeclaredTopic> topics, boolean smsSandbox) {

    public static final DeclareOptions NOTHING = new DeclareOptions(Mode.CREATE_MISSING, List.of());

    public enum Mode {
        /** Leaves it as it is, and says so. */
        CREATE_MISSING,
        /** Changes what is declared, and only that. */
        RECONCILE,
        /** Refuses to start. */
        FAIL_ON_DRIFT
    }

    public DeclareOptions {
        queues = List.copyOf(queues);
        topics = List.copyOf(topics);
    }

    public DeclareOptions(Mode mode, List<DeclaredQueue> queues, List<DeclaredTopic> topics) {
        this(mode, queues, topics, false);
    }

    public DeclareOptions(Mode mode, List<DeclaredQueue> queues) {
        this(mode, queues, List.of());
    }
}
