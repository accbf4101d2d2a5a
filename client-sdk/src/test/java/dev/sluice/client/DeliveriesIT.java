package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What a handler can say of its message, and learn of it. */
class DeliveriesIT extends HandlerTests {

    @Test
    void messageThatCannotBeHandledGoesToTheDeadLetterQueueAtOnceWithAllThatItHad() {
        QueueClient<String> deadLetters = redriven("");
        queue.send(Outgoing.of("a").attribute("tier", "gold").group("g"));
        queue.send("b");

        consumers.add(queue.consume(ConsumerOptions.DEFAULT.withListener(listener), message -> {
            if (message.body().equals("a")) throw new NonRetryableException("no such job");
            message.deadLetter("as it said");
        }));

        await().until(() -> deadLettered.size() == 2);
        awaitEmpty(queue);
        assertThat(deadLettered).containsExactlyInAnyOrder("a: no such job", "b: as it said");
        var copies = new ArrayList<Received<String>>();
        await().until(() -> copies.addAll(deadLetters.receive(ReceiveOptions.DEFAULT)) && copies.size() == 2);
        var a = copies.stream()
                .filter(copy -> copy.body().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(a.attributes())
                .isEqualTo(Map.of(
                        "tier", AttributeValue.text("gold"), "DeadLetterReason", AttributeValue.text("no such job")));
        assertThat(a.group()).isEqualTo("g");
    }

    @Test
    void deadLetterOfAFifoQueueLetsTheNextOfItsGroupBegin() {
        QueueClient<String> deadLetters = redriven(".fifo");
        for (int i = 0; i < 4; i++) queue.send(Outgoing.of("m" + i).group("g"));

        consumeBatches(queue, EAGER, messages -> {
            for (var message : messages) if (message.body().equals("m1")) message.deadLetter("not that one");
        });

        awaitEmpty(queue);
        assertThat(journal.finished()).containsExactly("m0", "m1", "m2", "m3");
        assertThat(deadLetters.receive(ReceiveOptions.DEFAULT))
                .extracting(Received::body)
                .containsExactly("m1");
    }

    @Test
    void withoutDeadLetterQueueTheMessageComesAgainAndTheListenerIsToldWhy() {
        queue.send("a");

        consumers.add(queue.consume(EAGER.withListener(listener), message -> {
            if (message.receiveCount() == 1) throw new NonRetryableException("no such job");
        }));

        await().until(() -> failures.size() == 1);
        awaitEmpty(queue);
        assertThat(failures)
                .containsExactly("a: no such job; not sent to the dead-letter queue: the queue has no redrive policy");
    }

    @Test
    void bodiesThatCannotBeDecodedGoToTheDeadLetterQueueIfTheyAreToAndHarmNoOthers() {
        var unused = redriven("");
        send(queue, 2);
        queue.send("7");
        QueueClient<Integer> numbers = client.queue(queue.name(), MessageCodec.of(String::valueOf, Integer::valueOf));
        var handled = new CopyOnWriteArrayList<Integer>();

        consumers.add(numbers.consumeBatches(
                ConsumerOptions.DEFAULT.withPoison(Poison.DEAD_LETTER).withListener(listener),
                messages -> messages.forEach(message -> handled.add(message.body()))));

        await().until(() -> deadLettered.size() == 2);
        awaitEmpty(queue);
        assertThat(handled).containsExactly(7);
        assertThat(deadLettered).allMatch(why -> why.contains("For input string: \"m"));
    }

    @Test
    void whatAHandlerDoesInTheTransactionOfItsInboxIsDoneOnce() throws Exception {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:handlers");
        try (var open = database.getConnection();
                var statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE sluice_inbox (consumer VARCHAR(100) NOT NULL, message VARCHAR(257) NOT NULL,"
                            + " handled_at BIGINT NOT NULL, PRIMARY KEY (consumer, message))");
            statement.execute("CREATE TABLE invoice (customer VARCHAR(100) NOT NULL)");
            Handler<String> billing = new JdbcInbox(database, "billing").transactional((message, connection) -> {
                try (var insert = connection.prepareStatement("INSERT INTO invoice VALUES (?)")) {
                    insert.setString(1, message.body());
                    insert.executeUpdate();
                }
                if (message.receiveCount() == 1) message.retryAfter(Duration.ZERO);
            });
            queue.send("a");

            consume(EAGER, message -> {
                billing.handle(message);
                if (message.receiveCount() == 2) throw new IllegalStateException("after the commit");
            });

            await().until(() -> journal.timesBegun("a") == 3);
            awaitEmpty(queue);
            try (var invoices = statement.executeQuery("SELECT COUNT(*) FROM invoice")) {
                assertThat(invoices.next()).isTrue();
                assertThat(invoices.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void handlerIsToldThatItsMessageIsLost() {
        var told = new CountDownLatch(1);
        queue.send("a");

        consume(EAGER.withVisibilityTimeout(Duration.ofSeconds(1)), message -> {
            message.onLost(told::countDown);
            queue.delete(message); // as somebody else might
            told.await();
            assertThat(message.isLost()).isTrue();
        });

        await().until(() -> journal.finished().size() == 1);
    }

    /** The queue is another one from now on, which has a dead-letter queue. */
    private QueueClient<String> redriven(String suffix) {
        boolean fifo = suffix.endsWith(".fifo");
        Map<String, String> kind = fifo ? Map.of("FifoQueue", "true") : Map.of();
        client.createQueue(name + "-dlq" + suffix, kind);
        QueueClient<String> deadLetters = client.queue(name + "-dlq" + suffix);
        String policy = "{\"maxReceiveCount\":\"100\",\"deadLetterTargetArn\":\""
                + deadLetters.attributes().get("QueueArn") + "\"}";
        var attributes = new HashMap<>(kind);
        attributes.put("RedrivePolicy", policy);
        client.createQueue(name + "-source" + suffix, attributes);
        queue = client.queue(name + "-source" + suffix);
        return deadLetters;
    }
}
