package dev.sluice.broker.scaling;

import java.util.Locale;

/** Why a decision is what it is: one is its reason, the others of them that bind are its limits. */
public enum Reason {
    /** By arrival rate, backlog and the time a message is held. */
    SIZED,
    /** By the backlog alone, since nobody knows yet how long a message is held. */
    NO_ESTIMATE,
    /** No fewer workers than messages in their hands. */
    BUSY_FLOOR,
    AT_MIN,
    AT_MAX,
    /** More workers than message groups with work would wait for one another. */
    FIFO_GROUPS,
    /** More workers than messages would have nothing to do. */
    USEFUL_CAP,
    /** The wish changed too little, or was different not long ago. */
    STABILISING,
    /** The policy allows no larger step. */
    STEP_LIMIT,
    /** The queue is empty, but has not been for long. */
    IDLE_GRACE,
    IDLE,
    /** All that is left was received too often. */
    ONLY_SUSPECTS,
    /** What stands behind the workers does not keep up: messages are held for longer, and more workers get no more done. */
    CONGESTED,
    /** Almost nothing that is received gets done: more workers would only fail more often. */
    ERROR_BRAKE,
    OVERRIDE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String toString() {
        return text;
    }
}
