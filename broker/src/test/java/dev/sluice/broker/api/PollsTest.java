package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.model.QueueId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is taken for a consumer of a queue, and for what kind of one. */
class PollsTest {
    private final TestSqs sqs = new TestSqs();

    @BeforeEach
    void make() {
        sqs.json("CreateQueue", "{'QueueName':'jobs'}");
    }

    @Test
    void aClientIsToldByAddressKeyAndAgent() {
        receive();
        receive();
        sqs.with("User-Agent", "another");
        receive();
        sqs.signedBy("210987654321", "us-east-1");
        sqs.json("ReceiveMessage", "{'QueueUrl':'http://localhost/" + TestSqs.ACCOUNT + "/jobs'}");

        assertThat(consumers()).isEqualTo(new Consumers(0, 3, 0, 0));
    }

    @Test
    void whoGotSomethingTheLastTimeIsActive() {
        sqs.json("SendMessage", "{'QueueUrl':'jobs','MessageBody':'a'}");
        receive();
        assertThat(consumers()).isEqualTo(new Consumers(1, 0, 0, 0));

        receive();
        assertThat(consumers()).isEqualTo(new Consumers(0, 1, 0, 0));
    }

    @Test
    void whoTellsItsNameIsBelievedWhatElseItSays() {
        announce("a;concurrency=8;busy=3");
        announce("b;concurrency=4;busy=0");
        announce("a;concurrency=8;busy=0");
        announce("a;concurrency=8;busy=2");

        assertThat(consumers()).isEqualTo(new Consumers(1, 1, 0, 6));
    }

    @Test
    void nonsenseAfterTheNameIsPassedOver() {
        announce("a;concurrency=;busy=x;state");
        announce(";;;");
        announce("");

        assertThat(consumers().announced()).isZero();
        assertThat(consumers().present()).isEqualTo(2);
    }

    @Test
    void whoOnlyFinishesWhatItHasSaysSoWithThat() {
        announce("a;concurrency=8;busy=1");

        sqs.with(PollTable.HEADER, "a;concurrency=8;busy=1;state=draining");
        sqs.json("DeleteMessage", "{'QueueUrl':'jobs','ReceiptHandle':'none'}");

        assertThat(consumers()).isEqualTo(new Consumers(0, 0, 1, 0));
    }

    @Test
    void whoWasNotThereForAMinuteIsGone() {
        receive();
        sqs.shards.passSeconds(60);
        assertThat(consumers().present()).isEqualTo(1);

        sqs.shards.passSeconds(1);
        assertThat(sqs.polls.consumers()).isEmpty();
    }

    private void announce(String header) {
        sqs.with(PollTable.HEADER, header);
        receive();
        sqs.with(PollTable.HEADER, null);
    }

    private void receive() {
        sqs.json("ReceiveMessage", "{'QueueUrl':'jobs'}");
    }

    private Consumers consumers() {
        return sqs.polls.consumers().getOrDefault(new QueueId(TestSqs.ACCOUNT, "us-east-1", "jobs"), Consumers.NONE);
    }
}
