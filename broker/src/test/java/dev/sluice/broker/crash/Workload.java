package dev.sluice.broker.crash;

import java.util.List;

/**
 * What the clients do.
 *
 * @param queues names of the queues they use
 * @param largestFiller characters, at most, beside the id in a body
 * @param longestDelaySeconds of a message; 0 for none
 * @param groups message groups, all of them noisy before long; 0 for none
 * @param purges how many of a thousand calls purge a queue
 * @param settings of the broker, as after {@code --set}
 */
record Workload(
        List<String> queues,
        int largestFiller,
        int longestDelaySeconds,
        int groups,
        int purges,
        List<String> settings) {
    static final int LONGEST_VISIBILITY_SECONDS = 3;

    /** One queue, bodies on both sides of the size at which they go to files of their own. */
    static final Workload PLAIN = new Workload(List.of("plain"), 2_000, 0, 0, 0, List.of());

    /** Delays, message groups and purges on several queues, and write buffers so small that flushes and sweeps fall into every round. */
    static final Workload MIXED = new Workload(
            List.of("a", "b", "c", "d"), 12_000, 2, 5, 2, List.of("storage.memtable=8MiB", "storage.block-cache=8MiB"));
}
