package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is answered when the shard refuses, or the broker itself fails. */
class RefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "MAILBOX_FULL, limit of commands waiting",
        "SENDS_REFUSED, minimum of free space",
        "STOPPING, is stopping"
    })
    void whatTheShardDoesNotTakeMayBeTriedAgain(Submission submission, String words) {
        var sqs = new TestSqs().queue("q");
        sqs.shards.refuse(submission);

        Answered json = sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}");
        assertThat(json.fault())
                .startsWith("503 ServiceUnavailableException/ServiceUnavailable: ")
                .contains(words);
        assertThat(json.queryError()).isEqualTo("ServiceUnavailable;Receiver");
        assertThat(sqs.query("Action=SendMessage&QueueUrl=q&MessageBody=x").body())
                .contains("<Type>Receiver</Type><Code>ServiceUnavailable</Code>")
                .contains(words);
        assertThat(sqs.json("ListQueues", "{}").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(
            value = Submission.class,
            names = {"MAILBOX_FULL", "STOPPING"})
    void aFaultyRequestIsNotJudgedWhenItsQueueCannotBeLookedUp(Submission submission) {
        var sqs = new TestSqs().queue("q");
        sqs.shards.refuse(submission);

        assertThat(sqs.json("SendMessage", "{'QueueUrl':'q'}").status()).isEqualTo(503);
    }

    @Test
    void aNameIsBlockedForAWhileAfterItsDeletion() {
        assertThat(rejecting(Rejection.QUEUE_DELETED_RECENTLY)
                        .json("CreateQueue", "{'QueueName':'q'}")
                        .fault())
                .isEqualTo("400 QueueDeletedRecently/AWS.SimpleQueueService.QueueDeletedRecently: You must wait 60"
                        + " seconds after deleting a queue before you can create another with the same name.");
    }

    @Test
    void aSecondPurgeIsForbiddenForAWhile() {
        assertThat(rejecting(Rejection.PURGE_IN_PROGRESS)
                        .json("PurgeQueue", "{'QueueUrl':'q'}")
                        .fault())
                .isEqualTo("403 PurgeQueueInProgress/AWS.SimpleQueueService.PurgeQueueInProgress: Only one PurgeQueue"
                        + " operation on q is allowed every 60 seconds.");
    }

    @Test
    void aFailureOfOurOwnIsAnInternalError() {
        var broken = new Answering(new Reply.Listed(List.of(), false));

        Answered answered = broken.json("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}");

        assertThat(answered.fault()).startsWith("500 InternalFailure/InternalError: ");
        assertThat(answered.queryError()).isEqualTo("InternalError;Receiver");
    }

    @Test
    void requestsAreCountedAndTimedByActionAndOutcome() {
        var sqs = new TestSqs().queue("q").send("q", "x").send("q", "y");
        sqs.json("SendMessage", "{'QueueUrl':'nope','MessageBody':'x'}");
        sqs.json("Nope", "{}");

        assertThat(count(sqs, "SendMessage", "ok")).isEqualTo(2);
        assertThat(count(sqs, "SendMessage", "AWS.SimpleQueueService.NonExistentQueue"))
                .isEqualTo(1);
        assertThat(count(sqs, "unknown", "InvalidAction")).isEqualTo(1);
        assertThat(sqs.meters
                        .get("sluice.request")
                        .tag("action", "SendMessage")
                        .timer()
                        .count())
                .isEqualTo(3);
    }

    private static double count(TestSqs sqs, String action, String outcome) {
        return sqs.meters
                .get("sluice.requests")
                .tag("action", action)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static Answering rejecting(Rejection reason) {
        return new Answering(new Reply.Rejected(reason));
    }

    /** The API over a shard that always gives one reply. */
    private record Answering(Reply reply) implements Shards {

        Answered json(String action, String json) {
            var metrics = new ApiMetrics(new SimpleMeterRegistry());
            var sqs = new SqsApi(
                    ApiOptions.DEFAULTS, this, new byte[16], Ids.seeded(1), new Polls(InstantSource.system()), metrics);
            var call = new FakeCall("POST", "/", json.replace('\'', '"')).with("X-Amz-Target", "AmazonSQS." + action);
            sqs.handleJson(call, "AmazonSQS." + action);
            return call.answered();
        }

        @Override
        public Submission submit(Command command, ReplyTo replyTo) {
            replyTo.accept(reply);
            return Submission.TAKEN;
        }

        @Override
        public Submission ask(Question question, ReplyTo replyTo) {
            replyTo.accept(reply);
            return Submission.TAKEN;
        }

        @Override
        public void cancel(ReplyTo replyTo) {}
    }
}
