package dev.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.Outgoing;
import dev.sluice.client.QueueClient;
import dev.sluice.client.ReceiveOptions;
import dev.sluice.client.RetryPolicy;
import dev.sluice.client.SluiceClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@SluiceTest(queues = {"jobs", "orders.fifo"})
class SluiceTestIT {
    private QueueClient<String> jobs;

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // for machines with much else to do
    }

    @BeforeEach
    void makeClient(SluiceClient client) {
        jobs = client.queue("jobs");
    }

    @RepeatedTest(2)
    void eachTestHasAnEmptyBrokerOfItsOwn() {
        assertThat(jobs.attributes()).containsEntry("ApproximateNumberOfMessages", "0");

        jobs.send("a");
    }

    @Test
    void visibilityTimeoutEndsWhenTheClockIsMoved(EmbeddedBroker broker) {
        jobs.send("a");
        assertThat(jobs.receive(ReceiveOptions.NOW)).hasSize(1);
        assertThat(jobs.receive(ReceiveOptions.NOW)).isEmpty();

        broker.advance(Duration.ofSeconds(30));

        assertThat(jobs.receive(ReceiveOptions.NOW).get(0).receiveCount()).isEqualTo(2);
    }

    @Test
    void delayEndsAndWakesWhoWaits(EmbeddedBroker broker) {
        jobs.send(Outgoing.of("later").delay(Duration.ofMinutes(15)));
        var waiting = jobs.receiveAsync(ReceiveOptions.DEFAULT);

        broker.advance(Duration.ofMinutes(15));

        assertThat(waiting.join()).hasSize(1);
    }

    @Test
    void deduplicationIdIsForgottenWhenTheClockIsMoved(EmbeddedBroker broker, SluiceClient client) {
        QueueClient<String> orders = client.queue("orders.fifo");
        var order = Outgoing.of("9").group("g").deduplicationId("9");
        orders.send(order);
        orders.send(order);
        assertThat(orders.attributes()).containsEntry("ApproximateNumberOfMessages", "1");

        broker.advance(Duration.ofMinutes(6));
        orders.send(order);

        assertThat(orders.attributes()).containsEntry("ApproximateNumberOfMessages", "2");
    }

    @Test
    void restartKeepsEndpointAndMessages(EmbeddedBroker broker, URI endpoint) {
        jobs.send("a");

        broker.restart();

        try (var other = SluiceClient.builder().endpoints(endpoint).build()) {
            assertThat(other.queue("jobs").receive(ReceiveOptions.NOW)).hasSize(1);
        }
    }

    @Test
    void consumerGoesOnWhenTheNetworkIsMended(EmbeddedBroker broker) {
        var handled = new CopyOnWriteArrayList<String>();
        jobs.consume(message -> handled.add(message.body()));
        jobs.send("a");
        await().untilAsserted(() -> assertThat(handled).containsExactly("a"));

        broker.cutNetwork();
        broker.mendNetwork();

        await().ignoreException(OutcomeUnknownException.class)
                .until(() -> !jobs.send("b").messageId().isEmpty());
        await().untilAsserted(() -> assertThat(handled).contains("b"));
    }

    @Test
    void lostAnswerIsAnUnknownOutcome(EmbeddedBroker broker) {
        try (var hasty = SluiceClient.builder()
                .endpoints(broker.endpoint())
                .retry(RetryPolicy.NEVER)
                .build()) {
            QueueClient<String> sender = hasty.queue(jobs.name());
            sender.send("a");
            broker.loseAnswers();

            assertThatThrownBy(() -> sender.send("b")).isInstanceOf(OutcomeUnknownException.class);
        }
        broker.mendNetwork();
        assertThat(jobs.attributes()).containsEntry("ApproximateNumberOfMessages", "2");
    }
}
