package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** A queue and the calls on it, in a test's words. Further members of a request follow as names and values by turns. */
final class TestQueue {
    private static final Executor POLLERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "poller");
        thread.setDaemon(true);
        return thread;
    });

    private final Sqs sqs;
    private final String url;

    TestQueue(Sqs sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    static TestQueue create(Sqs sqs, String name, Object... members) {
        Members request = Members.of("QueueName", name).with(members);
        return new TestQueue(sqs, sqs.call("CreateQueue", request).text("QueueUrl"));
    }

    String url() {
        return url;
    }

    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Sqs sqs() {
        return sqs;
    }

    /** The same queue, addressed otherwise or by somebody else. */
    TestQueue as(Sqs sqs, String url) {
        return new TestQueue(sqs, url);
    }

    Members call(String action, Object... members) {
        return call(action, Members.of(members));
    }

    private Members call(String action, Members members) {
        return sqs.call(action, members.with("QueueUrl", url));
    }

    Members send(String body, Object... members) {
        return call("SendMessage", Members.of("MessageBody", body).with(members));
    }

    Members sendBatch(Members... entries) {
        return call("SendMessageBatch", "Entries", List.of(entries));
    }

    static Members entry(String id, String body, Object... members) {
        return Members.of("Id", id, "MessageBody", body).with(members);
    }

    /** Without a wait time of its own. */
    List<Members> receive(Object... members) {
        return call("ReceiveMessage", members).list("Messages");
    }

    /** One message, waiting up to 20 seconds. */
    Members receiveOne(Object... members) {
        var request = Members.of("WaitTimeSeconds", 20).with(members);
        List<Members> messages = call("ReceiveMessage", request).list("Messages");
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    List<String> receiveBodies(Object... members) {
        return receive(members).stream().map(message -> message.text("Body")).toList();
    }

    /** A receive that goes on in the background. */
    CompletableFuture<List<Members>> poll(Object... members) {
        return CompletableFuture.supplyAsync(() -> receive(members), POLLERS);
    }

    /** What the poll brought, or the fault it ended with. */
    static List<Members> join(CompletableFuture<List<Members>> poll) {
        try {
            return poll.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SqsFault fault) throw fault;
            throw e;
        }
    }

    /** Waits a little and asserts that the poll has not been answered: it is parked, or soon will be. */
    static void assertWaiting(CompletableFuture<List<Members>> poll) {
        await().during(Duration.ofMillis(400)).atMost(Duration.ofSeconds(10)).until(() -> !poll.isDone());
    }

    void delete(Members message) {
        delete(message.text("ReceiptHandle"));
    }

    void delete(String receiptHandle) {
        call("DeleteMessage", "ReceiptHandle", receiptHandle);
    }

    void changeVisibility(Members message, int seconds) {
        changeVisibility(message.text("ReceiptHandle"), seconds);
    }

    void changeVisibility(String receiptHandle, int seconds) {
        call("ChangeMessageVisibility", "ReceiptHandle", receiptHandle, "VisibilityTimeout", seconds);
    }

    /** @return an empty map when the answer has no attributes */
    Map<String, String> attributes(String... names) {
        Members answer = call("GetQueueAttributes", "AttributeNames", Arrays.asList(names));
        return answer.has("Attributes") ? answer.texts("Attributes") : Map.of();
    }

    void set(Object... attributes) {
        call("SetQueueAttributes", "Attributes", Members.of(attributes));
    }

    void delete() {
        call("DeleteQueue");
    }

    void assertCounts(int visible, int inFlight, int delayed) {
        assertThat(attributes(
                        "ApproximateNumberOfMessages",
                        "ApproximateNumberOfMessagesNotVisible",
                        "ApproximateNumberOfMessagesDelayed"))
                .containsOnly(
                        Map.entry("ApproximateNumberOfMessages", "" + visible),
                        Map.entry("ApproximateNumberOfMessagesNotVisible", "" + inFlight),
                        Map.entry("ApproximateNumberOfMessagesDelayed", "" + delayed));
    }
}
