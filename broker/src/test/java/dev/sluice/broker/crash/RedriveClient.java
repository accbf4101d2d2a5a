package dev.sluice.broker.crash;

import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.SqsFault;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sends, and fails most of what it receives, until the broker is gone. Runs on a thread of its own. */
final class RedriveClient implements DoomedBroker.Client {
    private final RedriveQueues queues;
    private final RedriveLedger ledger;
    private final Random random;
    private final String name;
    private final boolean takesDeadLetters;
    private int messages;

    RedriveClient(RedriveQueues queues, RedriveLedger ledger, int round, int number, long seed) {
        this.queues = queues;
        this.ledger = ledger;
        this.name = "round%d-client%d-".formatted(round, number);
        this.random = new Random(seed + 31L * round + number);
        this.takesDeadLetters = !RedriveQueues.leavesDeadLettersAlone(round);
    }

    @Override
    public void callOnce(WireConnection connection) throws IOException {
        int dice = random.nextInt(100);
        if (dice < 40) send(connection);
        else work(connection, dice < 96 || !takesDeadLetters ? queues.source() : queues.dead());
    }

    void send(WireConnection connection) throws IOException {
        String body = new Body(name + messages++, random.nextInt(2_000)).text();
        ledger.sending(body);
        connection.call("SendMessage", queues.message(body, name + random.nextInt(20), name + messages));
        ledger.sent(body);
    }

    private void work(WireConnection connection, String queue) throws IOException {
        int seconds = random.nextInt(3);
        for (Held message : receive(connection, queues, queue, 1 + random.nextInt(10), seconds, ledger)) {
            if (random.nextInt(4) == 0) delete(connection, queue, message, ledger);
        }
    }

    /** @param hiddenUntil the earliest end of its visibility timeout */
    record Held(String body, String handle, long hiddenUntil) {}

    static List<Held> receive(
            WireConnection connection, RedriveQueues queues, String queue, int max, int seconds, RedriveLedger ledger)
            throws IOException {
        long hiddenUntil = System.currentTimeMillis() + seconds * 1_000L;
        long began = ledger.now();
        Members answer = connection.call(
                "ReceiveMessage",
                Members.of(
                        "QueueUrl",
                        queue,
                        "MaxNumberOfMessages",
                        max,
                        "VisibilityTimeout",
                        seconds,
                        "MessageSystemAttributeNames",
                        List.of("ApproximateReceiveCount", "DeadLetterQueueSourceArn")));
        var held = new ArrayList<Held>();
        for (Members message : answer.list("Messages")) {
            String body = message.text("Body");
            var attributes = message.texts("Attributes");
            ledger.received(
                    body,
                    message.text("MessageId"),
                    Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "0")),
                    queue.equals(queues.dead()),
                    attributes.containsKey("DeadLetterQueueSourceArn"),
                    began);
            held.add(new Held(body, message.text("ReceiptHandle"), hiddenUntil));
        }
        return held;
    }

    /** A message that is hidden no longer may be dead by now: the deletion is then acknowledged without effect. */
    private static void delete(WireConnection connection, String queue, Held message, RedriveLedger ledger)
            throws IOException {
        ledger.deleting(message.body);
        try {
            connection.call("DeleteMessage", Members.of("QueueUrl", queue, "ReceiptHandle", message.handle));
            ledger.deleted(message.body, System.currentTimeMillis() < message.hiddenUntil);
        } catch (SqsFault expired) {
            if (!expired.code().equals("InvalidParameterValue")) throw expired;
        }
    }

    /** As if each were deleted by a call of its own. */
    static void deleteAll(WireConnection connection, String queue, List<Held> messages, RedriveLedger ledger)
            throws IOException {
        for (Held message : messages) ledger.deleting(message.body);
        List<String> handles = messages.stream().map(Held::handle).toList();
        List<Integer> deleted = Deletions.batch(connection, queue, handles);
        long now = System.currentTimeMillis();
        for (int one : deleted) {
            Held message = messages.get(one);
            ledger.deleted(message.body, now < message.hiddenUntil);
        }
    }
}
