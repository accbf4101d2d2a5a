package dev.sluice.broker.crash;

import dev.sluice.broker.crash.FifoLedger.Received;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.SqsFault;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sends to groups of its own and receives from all, at random until the broker is gone. Runs on a thread of its own. */
final class FifoClient implements DoomedBroker.Client {
    static final String QUEUE = "orders.fifo";
    private static final int GROUPS = 8;

    private final FifoLedger ledger;
    private final Random random;
    private final String name;
    private final List<Held> held = new ArrayList<>();

    record Held(Received message, String handle) {}

    FifoClient(FifoLedger ledger, int round, int number, long seed) {
        this.ledger = ledger;
        this.name = "client" + number;
        this.random = new Random(seed + 31L * round + number);
    }

    @Override
    public void callOnce(WireConnection connection) throws IOException {
        int dice = random.nextInt(100);
        if (dice < 40) send(connection);
        else if (dice < 65 || held.isEmpty()) receive(connection);
        else if (dice < 90) delete(connection);
        else changeVisibility(connection);
    }

    private void send(WireConnection connection) throws IOException {
        String group = name + "-" + random.nextInt(GROUPS);
        int number = ledger.next(group);
        String id = group + "." + number;
        Members request = Members.of(
                "QueueUrl",
                QUEUE,
                "MessageBody",
                new Body(id, id.length() * 50).text(),
                "MessageGroupId",
                group,
                "MessageDeduplicationId",
                id);
        Members answer = connection.call("SendMessage", request);
        ledger.sent(group, number, answer.text("MessageId"), answer.text("SequenceNumber"));
        // Now and then a producer that did not see the answer: the same message, the same ids, nothing new.
        if (random.nextInt(10) > 0) return;
        Members again = connection.call("SendMessage", request);
        ledger.sent(group, number, again.text("MessageId"), again.text("SequenceNumber"));
    }

    private void receive(WireConnection connection) throws IOException {
        List<Held> messages = receive(connection, 1 + random.nextInt(10), 1 + random.nextInt(3));
        ledger.received(messages.stream().map(Held::message).toList());
        held.addAll(messages);
    }

    static List<Held> receive(WireConnection connection, int max, int visibilitySeconds) throws IOException {
        Members answer = connection.call(
                "ReceiveMessage",
                Members.of(
                        "QueueUrl",
                        QUEUE,
                        "MaxNumberOfMessages",
                        max,
                        "VisibilityTimeout",
                        visibilitySeconds,
                        "MessageSystemAttributeNames",
                        List.of("SequenceNumber")));
        var messages = new ArrayList<Held>();
        for (Members message : answer.list("Messages")) {
            String id = Body.parse(message.text("Body")).id();
            int dot = id.lastIndexOf('.');
            var received = new Received(
                    id.substring(0, dot),
                    Integer.parseInt(id.substring(dot + 1)),
                    message.text("MessageId"),
                    message.texts("Attributes").getOrDefault("SequenceNumber", ""));
            messages.add(new Held(received, message.text("ReceiptHandle")));
        }
        return messages;
    }

    private void delete(WireConnection connection) throws IOException {
        delete(connection, held.remove(random.nextInt(held.size())), ledger);
    }

    /** A handle whose time is over is refused, and its message stays. */
    static void delete(WireConnection connection, Held held, FifoLedger ledger) throws IOException {
        ledger.deleting(held.message);
        try {
            connection.call("DeleteMessage", Members.of("QueueUrl", QUEUE, "ReceiptHandle", held.handle));
            ledger.deleted(held.message);
        } catch (SqsFault expired) {
            if (!expired.code().equals("InvalidParameterValue")) throw expired;
        }
    }

    /** As if each were deleted by a call of its own. */
    static void deleteAll(WireConnection connection, List<Held> messages, FifoLedger ledger) throws IOException {
        for (Held held : messages) ledger.deleting(held.message);
        List<String> handles = messages.stream().map(Held::handle).toList();
        for (int deleted : Deletions.batch(connection, QUEUE, handles)) {
            ledger.deleted(messages.get(deleted).message);
        }
    }

    private void changeVisibility(WireConnection connection) throws IOException {
        Held message = held.remove(random.nextInt(held.size()));
        try {
            connection.call(
                    "ChangeMessageVisibility",
                    Members.of(
                            "QueueUrl",
                            QUEUE,
                            "ReceiptHandle",
                            message.handle,
                            "VisibilityTimeout",
                            random.nextInt(3)));
        } catch (SqsFault expired) {
            if (!expired.code().equals("InvalidParameterValue")) throw expired;
        }
    }
}
