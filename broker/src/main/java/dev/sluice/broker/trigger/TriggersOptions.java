package dev.sluice.broker.trigger;

import java.util.List;

/** @param maxHeldBytes of messages in the hands of all triggers together; beyond it they receive no more until some are done */
public record TriggersOptions(List<TriggerOptions> triggers, long maxHeldBytes) {
    public static final TriggersOptions NONE = new TriggersOptions(List.of(), 64 << 20);

    public TriggersOptions {
        triggers = List.copyOf(triggers);
        if (maxHeldBytes < 1) throw new IllegalArgumentException("maxHeldBytes must be positive");
    }
}
