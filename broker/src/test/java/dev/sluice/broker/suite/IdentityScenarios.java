package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Account, region and name together are a queue. */
interface IdentityScenarios extends Scenarios {
    String OTHER_ACCOUNT = "111122223333";

    @Test
    default void accessKeyOfTwelveDigitsIsTheAccount() {
        TestQueue queue = TestQueue.create(sqs(OTHER_ACCOUNT, REGION), newName());

        assertThat(queue.url()).endsWith("/" + OTHER_ACCOUNT + "/" + queue.name());
        assertThat(queue.attributes("QueueArn"))
                .containsEntry("QueueArn", "arn:aws:sqs:" + REGION + ":" + OTHER_ACCOUNT + ":" + queue.name());
    }

    @Test
    default void sameNameInTwoAccountsIsTwoQueues() {
        TestQueue ours = newQueue();
        TestQueue theirs = TestQueue.create(sqs(OTHER_ACCOUNT, REGION), ours.name());

        theirs.send("theirs");

        assertThat(ours.receive()).isEmpty();
        assertThat(theirs.receiveBodies()).containsExactly("theirs");
        assertThat(sqs().call("ListQueues", Members.of("QueueNamePrefix", ours.name()))
                        .textList("QueueUrls"))
                .containsExactly(ours.url());
    }

    @Test
    default void sameNameInTwoRegionsIsTwoQueues() {
        TestQueue here = newQueue();
        Sqs elsewhere = sqs("test", "eu-central-1");
        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(
                () -> here.as(elsewhere, here.url()).receive());
        TestQueue there = TestQueue.create(elsewhere, here.name());

        there.send("there");

        assertThat(here.receive()).isEmpty();
        assertThat(there.receiveBodies()).containsExactly("there");
        assertThat(there.attributes("QueueArn"))
                .containsEntry("QueueArn", "arn:aws:sqs:eu-central-1:" + ACCOUNT + ":" + here.name());
    }

    @Test
    default void queueOfAnotherAccountIsReachedByItsUrl() {
        TestQueue theirs = TestQueue.create(sqs(OTHER_ACCOUNT, REGION), newName());

        String url = sqs().call(
                        "GetQueueUrl", Members.of("QueueName", theirs.name(), "QueueOwnerAWSAccountId", OTHER_ACCOUNT))
                .text("QueueUrl");
        theirs.as(sqs(), url).send("from us");

        assertThat(url).isEqualTo(theirs.url());
        assertThat(theirs.receiveBodies()).containsExactly("from us");
        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(
                () -> sqs().call("GetQueueUrl", Members.of("QueueName", theirs.name())));
        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(() ->
                sqs().call("GetQueueUrl", Members.of("QueueName", theirs.name(), "QueueOwnerAWSAccountId", "sns")));
    }

    @Test
    default void senderIdNamesTheAccountThatSent() {
        TestQueue queue = newQueue();
        queue.as(sqs(OTHER_ACCOUNT, REGION), queue.url()).send("from them");

        Members message = queue.receiveOne("MessageSystemAttributeNames", List.of("SenderId"));

        assertThat(message.texts("Attributes")).containsEntry("SenderId", OTHER_ACCOUNT);
    }
}
