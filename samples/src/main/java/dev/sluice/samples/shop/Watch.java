package dev.sluice.samples.shop;

import dev.sluice.client.QueueClient;
import dev.sluice.client.SluiceException;
import dev.sluice.samples.autoscale.Hint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the shop: at its queue and its hint over the broker's ports, and at its ledgers on disk. Belongs to one thread. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Waiting times are those of the orders that were taken in hand so recently. */
    private static final Duration RECENTLY = Duration.ofSeconds(5);

    private final QueueClient<Order> queue;
    private final Hint hint;
    private final Path workerCount;
    private final Ledger<Shipment> shipments;
    private final Ledger<Invoice> invoices;

    private final long startedAt = System.nanoTime();
    private final Deque<Shipment> recent = new ArrayDeque<>();
    private long shipped;
    private long billed;
    private long backlog;
    private long inFlight;

    /** @param workerCount the file that the autoscaler keeps */
    Watch(QueueClient<Order> queue, Hint hint, Path workerCount, Ledger<Shipment> shipments, Ledger<Invoice> invoices) {
        this.queue = queue;
        this.hint = hint;
        this.workerCount = workerCount;
        this.shipments = shipments;
        this.invoices = invoices;
    }

    /** While the broker does not answer, its numbers stay as they were. */
    Moment look() throws IOException, InterruptedException {
        lookAtQueue();
        for (Shipment shipment : shipments.unseen()) {
            shipped++;
            recent.add(shipment);
        }
        billed += invoices.unseen().size();
        long since = System.currentTimeMillis() - RECENTLY.toMillis();
        recent.removeIf(shipment -> shipment.begunAt() < since);
        return new Moment(
                (System.nanoTime() - startedAt) / 1e9,
                backlog,
                inFlight,
                hint.desired().orElse(-1),
                workers(),
                percentile(recent.stream().mapToDouble(Shipment::waited).toArray(), 0.95),
                shipped,
                billed);
    }

    /** Not a number when there are no values. */
    static double percentile(double[] values, double share) {
        if (values.length == 0) return Double.NaN;
        Arrays.sort(values);
        return values[(int) Math.ceil(values.length * share) - 1];
    }

    private void lookAtQueue() {
        try {
            Map<String, String> counts = queue.attributes();
            backlog = Long.parseLong(counts.getOrDefault("ApproximateNumberOfMessages", "0"));
            inFlight = Long.parseLong(counts.getOrDefault("ApproximateNumberOfMessagesNotVisible", "0"));
        } catch (SluiceException e) {
            LOG.warn("no counts: {}", e.getMessage());
        }
    }

    private int workers() throws IOException {
        return Files.exists(workerCount)
                ? Integer.parseInt(Files.readString(workerCount).strip())
                : 0;
    }
}
