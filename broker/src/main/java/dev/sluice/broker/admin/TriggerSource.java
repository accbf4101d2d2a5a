package dev.sluice.broker.admin;

import dev.sluice.broker.trigger.TriggerStatus;
import java.util.List;
import java.util.function.Consumer;

/** Knows how triggers fare. */
public interface TriggerSource {

    /** Any thread may ask, and any thread may be told. */
    void statuses(Consumer<List<TriggerStatus>> then);
}
