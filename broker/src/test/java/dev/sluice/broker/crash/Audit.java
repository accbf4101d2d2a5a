package dev.sluice.broker.crash;

import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Receives a queue to its end while nobody else uses it, and holds the result against the ledger and the counters. */
final class Audit implements Closeable {
    private static final int HOLD_SECONDS = 600;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final String VISIBLE = "ApproximateNumberOfMessages";
    private static final String IN_FLIGHT = "ApproximateNumberOfMessagesNotVisible";
    private static final String DELAYED = "ApproximateNumberOfMessagesDelayed";

    private final WireConnection connection;
    private final String queue;
    private final Ledger ledger;
    private final List<String> ids = new ArrayList<>();
    private final List<String> handles = new ArrayList<>();

    Audit(URI endpoint, String queue, Ledger ledger) throws IOException {
        this.connection = new WireConnection(endpoint);
        this.queue = queue;
        this.ledger = ledger;
    }

    /** Ends when every counted message is held here, or when no more come though the counters say there are. */
    void receiveEverything() throws IOException {
        Map<String, Integer> before = counters();
        int counted = before.values().stream().mapToInt(Integer::intValue).sum();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (receiveSome() || !isComplete()) {
            if (System.nanoTime() > deadline) break;
        }
        Map<String, Integer> after = counters();
        if (ids.size() != counted || !after.equals(Map.of(VISIBLE, 0, IN_FLIGHT, counted, DELAYED, 0))) {
            ledger.violation("%s: %d messages received; the counters said %s before and %s after"
                    .formatted(queue, ids.size(), before, after));
        }
        ledger.audit(queue, ids);
    }

    private boolean isComplete() throws IOException {
        Map<String, Integer> counters = counters();
        return counters.getOrDefault(VISIBLE, 0) == 0
                && counters.getOrDefault(DELAYED, 0) == 0
                && counters.getOrDefault(IN_FLIGHT, 0) <= ids.size();
    }

    private boolean receiveSome() throws IOException {
        long hiddenUntil = ledger.millis() + HOLD_SECONDS * 1_000L;
        long began = ledger.now();
        Members answer = call(
                "ReceiveMessage",
                "MaxNumberOfMessages",
                10,
                "VisibilityTimeout",
                HOLD_SECONDS,
                "WaitTimeSeconds",
                1,
                "MessageSystemAttributeNames",
                List.of("ApproximateReceiveCount"));
        for (Members message : answer.list("Messages")) {
            String id = Body.parse(message.text("Body")).id();
            int count = Integer.parseInt(message.texts("Attributes").get("ApproximateReceiveCount"));
            ledger.received(queue, id, began, count, hiddenUntil);
            ids.add(id);
            handles.add(message.text("ReceiptHandle"));
        }
        return answer.has("Messages");
    }

    /** Gives everything back, so that the rounds go on with it. */
    void makeVisibleAgain() throws IOException {
        ids.forEach(ledger::changing);
        for (int from = 0; from < handles.size(); from += 10) {
            List<Members> entries = new ArrayList<>();
            for (String handle : handles.subList(from, Math.min(from + 10, handles.size()))) {
                entries.add(Members.of("Id", "" + entries.size(), "ReceiptHandle", handle, "VisibilityTimeout", 0));
            }
            Members answer = call("ChangeMessageVisibilityBatch", "Entries", entries);
            if (answer.has("Failed")) ledger.violation(queue + ": could not make visible: " + answer);
        }
        ids.forEach(ledger::changed);
    }

    private Map<String, Integer> counters() throws IOException {
        Members answer = call("GetQueueAttributes", "AttributeNames", List.of(VISIBLE, IN_FLIGHT, DELAYED));
        Map<String, String> texts = answer.texts("Attributes");
        return Map.of(
                VISIBLE, number(texts, VISIBLE), IN_FLIGHT, number(texts, IN_FLIGHT), DELAYED, number(texts, DELAYED));
    }

    private static int number(Map<String, String> texts, String name) {
        return Integer.parseInt(texts.getOrDefault(name, "-1"));
    }

    private Members call(String action, Object... members) throws IOException {
        return connection.call(action, Members.of("QueueUrl", queue).with(members));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
