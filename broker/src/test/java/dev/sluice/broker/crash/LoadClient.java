package dev.sluice.broker.crash;

import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.SqsFault;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One client: calls at random until the broker is gone, and writes into the ledger what it is about to do and what was
 * acknowledged. Runs on a thread of its own.
 */
final class LoadClient implements DoomedBroker.Client {
    private static final int MOST_HELD = 200;

    private final Workload workload;
    private final Ledger ledger;
    private final Random random;
    private final int round;
    private final String name;
    private final List<Held> held = new ArrayList<>();
    private int messages;

    private record Held(String queue, String id, String handle) {}

    LoadClient(Workload workload, Ledger ledger, int round, int number, long seed) {
        this.workload = workload;
        this.ledger = ledger;
        this.round = round;
        this.name = "round%d-client%d-".formatted(round, number);
        this.random = new Random(seed + 31L * round + number);
    }

    @Override
    public void callOnce(WireConnection connection) throws IOException {
        NamedSend left = ledger.takeUnansweredBefore(round);
        if (left != null) {
            repeat(connection, left);
            return;
        }
        String queue = workload.queues().get(random.nextInt(workload.queues().size()));
        int dice = random.nextInt(1_000);
        if (dice < workload.purges()) purge(connection, queue);
        else if (dice < 350) send(connection, queue);
        else if (dice < 450) sendBatch(connection, queue);
        else if (dice < 700 || held.isEmpty()) receive(connection, queue);
        else if (dice < 800) delete(connection);
        else if (dice < 900) deleteBatch(connection);
        else changeVisibility(connection);
    }

    /** A queue's name does for its URL. */
    private Members request(String queue, Object... members) {
        return Members.of("QueueUrl", queue).with(members);
    }

    private Members newMessage(String queue) {
        String id = name + messages++;
        ledger.sending(round, queue, id);
        Members message = Members.of("MessageBody", new Body(id, random.nextInt(workload.largestFiller())).text());
        if (workload.groups() > 0) message = message.with("MessageGroupId", "g" + random.nextInt(workload.groups()));
        boolean delayed = workload.longestDelaySeconds() > 0 && random.nextInt(4) == 0;
        return delayed ? message.with("DelaySeconds", 1 + random.nextInt(workload.longestDelaySeconds())) : message;
    }

    private void send(WireConnection connection, String queue) throws IOException {
        Members message = newMessage(queue);
        if (workload.purges() == 0 && random.nextBoolean()) {
            sendNamed(connection, "SendMessage", request(queue).and(message));
            return;
        }
        connection.call("SendMessage", request(queue).and(message));
        ledger.sent(Body.parse(message.text("MessageBody")).id());
    }

    /** Under a token, which a purge would forget. Now and then somebody who did not see the answer does it again. */
    private void sendNamed(WireConnection connection, String action, Members request) throws IOException {
        repeat(connection, new NamedSend(round, action, request, name + "token" + messages));
    }

    private void repeat(WireConnection connection, NamedSend send) throws IOException {
        ledger.unanswered(send);
        Members answer = send.call(connection);
        ledger.answered(send);
        if (answer.has("Failed")) ledger.violation("could not send: " + answer);
        send.ids().forEach(ledger::sent);
        if (random.nextInt(10) > 0) return;
        Members again = send.call(connection);
        if (!again.asMap().equals(answer.asMap())) ledger.violation("%s, repeated %s".formatted(answer, again));
    }

    private void sendBatch(WireConnection connection, String queue) throws IOException {
        List<Members> entries = new ArrayList<>();
        int size = 1 + random.nextInt(10);
        for (int i = 0; i < size; i++) entries.add(newMessage(queue).with("Id", "" + i));
        if (workload.purges() == 0 && random.nextBoolean()) {
            sendNamed(connection, "SendMessageBatch", request(queue, "Entries", entries));
            return;
        }
        Members answer = connection.call("SendMessageBatch", request(queue, "Entries", entries));
        for (Members sent : answer.list("Successful")) ledger.sent(idOf(entries, sent));
        for (Members failed : answer.list("Failed")) ledger.refused(idOf(entries, failed));
    }

    private static String idOf(List<Members> entries, Members result) {
        return Body.parse(entries.get(Integer.parseInt(result.text("Id"))).text("MessageBody"))
                .id();
    }

    private void receive(WireConnection connection, String queue) throws IOException {
        int seconds = 1 + random.nextInt(Workload.LONGEST_VISIBILITY_SECONDS);
        long hiddenUntil = ledger.millis() + seconds * 1_000L;
        long began = ledger.now();
        Members answer = connection.call(
                "ReceiveMessage",
                request(
                        queue,
                        "MaxNumberOfMessages",
                        1 + random.nextInt(10),
                        "VisibilityTimeout",
                        seconds,
                        "WaitTimeSeconds",
                        random.nextInt(100) / 99,
                        "MessageSystemAttributeNames",
                        List.of("ApproximateReceiveCount")));
        for (Members message : answer.list("Messages")) {
            String id = Body.parse(message.text("Body")).id();
            int count = Integer.parseInt(message.texts("Attributes").get("ApproximateReceiveCount"));
            ledger.received(queue, id, began, count, hiddenUntil);
            if (held.size() < MOST_HELD) held.add(new Held(queue, id, message.text("ReceiptHandle")));
        }
    }

    private Held takeHeld() {
        return held.remove(random.nextInt(held.size()));
    }

    private void delete(WireConnection connection) throws IOException {
        Held message = takeHeld();
        ledger.deleting(message.id);
        connection.call("DeleteMessage", request(message.queue, "ReceiptHandle", message.handle));
        ledger.deleted(message.id);
    }

    private void deleteBatch(WireConnection connection) throws IOException {
        String queue = held.get(random.nextInt(held.size())).queue;
        List<Held> batch = held.stream()
                .filter(message -> message.queue.equals(queue))
                .limit(10)
                .toList();
        held.removeAll(batch);
        List<Members> entries = new ArrayList<>();
        for (Held message : batch) {
            ledger.deleting(message.id);
            entries.add(Members.of("Id", "" + entries.size(), "ReceiptHandle", message.handle));
        }
        Members answer = connection.call("DeleteMessageBatch", request(queue, "Entries", entries));
        for (Members deleted : answer.list("Successful")) {
            ledger.deleted(batch.get(Integer.parseInt(deleted.text("Id"))).id);
        }
        if (answer.has("Failed")) ledger.violation("could not delete: " + answer);
    }

    private void changeVisibility(WireConnection connection) throws IOException {
        Held message = takeHeld();
        ledger.changing(message.id);
        try {
            connection.call(
                    "ChangeMessageVisibility",
                    request(
                            message.queue,
                            "ReceiptHandle",
                            message.handle,
                            "VisibilityTimeout",
                            random.nextInt(Workload.LONGEST_VISIBILITY_SECONDS)));
        } catch (SqsFault deletedMeanwhile) {
            if (!deletedMeanwhile.code().equals("InvalidParameterValue")) throw deletedMeanwhile;
        } finally {
            ledger.changed(message.id);
        }
    }

    private void purge(WireConnection connection, String queue) throws IOException {
        long began = ledger.purging(queue);
        if (began == 0) return;
        try {
            connection.call("PurgeQueue", request(queue));
            ledger.purged(queue, began);
        } catch (IOException e) {
            ledger.perhapsPurged(queue);
            throw e;
        }
    }
}
