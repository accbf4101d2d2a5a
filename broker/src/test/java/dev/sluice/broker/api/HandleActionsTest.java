package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting and hiding by receipt handle: the rows of section 6.5 of the specification for standard queues. */
class HandleActionsTest {
    private static final String INVALID = "400 InvalidParameterValueException/InvalidParameterValue: ";
    private static final String MISSING =
            "400 MissingRequiredParameterException/MissingParameter: The request must" + " contain the parameter ";

    private final TestSqs sqs = new TestSqs().queue("q").send("q", "x");

    @Test
    void garbageIsNoHandle() {
        String fault =
                "404 ReceiptHandleIsInvalid: The input receipt handle \"garbage\" is not a valid receipt handle.";

        assertThat(delete("garbage").fault()).isEqualTo(fault);
        assertThat(hide("garbage", 1).fault()).isEqualTo(fault);
        assertThat(sqs.query("Action=DeleteMessage&QueueUrl=q&ReceiptHandle=garbage")
                        .fault())
                .startsWith("404 ReceiptHandleIsInvalid: The input receipt handle &quot;garbage&quot; is not");
    }

    @Test
    void aMissingParameterComesBeforeAnInvalidHandle() {
        assertThat(sqs.json("DeleteMessage", "{'QueueUrl':'q'}").fault()).isEqualTo(MISSING + "ReceiptHandle.");
        assertThat(delete("").fault()).isEqualTo(MISSING + "ReceiptHandle.");
        assertThat(sqs.json("ChangeMessageVisibility", "{'QueueUrl':'q','ReceiptHandle':'garbage'}")
                        .fault())
                .isEqualTo(MISSING + "VisibilityTimeout.");
        assertThat(sqs.json("ChangeMessageVisibility", "{'QueueUrl':'q','VisibilityTimeout':1}")
                        .fault())
                .isEqualTo(MISSING + "ReceiptHandle.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 43_201})
    void aMessageIsHiddenFor0To43200Seconds(int seconds) {
        assertThat(hide(sqs.receive("q"), seconds).fault())
                .isEqualTo(INVALID + "Value " + seconds
                        + " for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.");
    }

    @Test
    void theHandleOfAnotherQueueIsInvalid() {
        sqs.queue("other");
        String handle = sqs.receive("q");

        assertThat(sqs.json("DeleteMessage", "{'QueueUrl':'other','ReceiptHandle':'" + handle + "'}")
                        .fault())
                .isEqualTo("404 ReceiptHandleIsInvalid: The input receipt handle \"" + handle
                        + "\" is not a valid receipt handle.");
    }

    @Test
    void theCurrentHandleDeletes() {
        assertThat(delete(sqs.receive("q")).fault()).isEqualTo("ok ");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
    }

    @Test
    void aHandleDeletesAlsoWhenItsVisibilityTimeoutIsOver() {
        String handle = sqs.receive("q");
        sqs.shards.passSeconds(31);

        assertThat(delete(handle).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("0");
    }

    @Test
    void anOlderHandleDeletesToo() {
        String older = sqs.receive("q");
        sqs.shards.passSeconds(31);
        sqs.receive("q");

        assertThat(delete(older).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
    }

    @Test
    void deletingAgainIsNoError() {
        String handle = sqs.receive("q");

        delete(handle);
        assertThat(delete(handle).fault()).isEqualTo("ok ");
    }

    @Test
    void whatIsInFlightIsHiddenForLonger() {
        String handle = sqs.receive("q");

        assertThat(hide(handle, 100).fault()).isEqualTo("ok ");
        sqs.shards.passSeconds(99);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("0");
        sqs.shards.passSeconds(1);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void aTimeoutOf0ShowsAMessageAtOnce() {
        assertThat(hide(sqs.receive("q"), 0).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void theLatestHandleHidesAMessageAgainThatIsVisible() {
        String handle = sqs.receive("q");
        sqs.shards.passSeconds(31);

        assertThat(hide(handle, 10).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("1");
    }

    @Test
    void anOlderHandleShowsAMessageThatIsInFlightAgain() {
        String older = sqs.receive("q");
        sqs.shards.passSeconds(31);
        sqs.receive("q");

        assertThat(hide(older, 0).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void aDeletedMessageCannotBeHidden() {
        String handle = sqs.receive("q");
        delete(handle);

        assertThat(hide(handle, 1).fault())
                .isEqualTo(INVALID + "Value " + handle + " for parameter ReceiptHandle is invalid. Reason: Message does"
                        + " not exist or is not available for visibility timeout change.");
    }

    @Test
    void aHandleFromBeforeAPurgeDeletesNothingAndHidesNothing() {
        String handle = sqs.receive("q");
        sqs.json("PurgeQueue", "{'QueueUrl':'q'}");

        assertThat(delete(handle).status()).isEqualTo(200);
        assertThat(hide(handle, 1).fault()).endsWith("not available for visibility timeout change.");
    }

    @Test
    void noMessageIsHiddenForMoreThanTwelveHoursSinceItsReceive() {
        String handle = sqs.receive("q");
        sqs.shards.passSeconds(10);

        assertThat(hide(handle, 43_191).fault())
                .isEqualTo(INVALID + "Value 43191 for parameter VisibilityTimeout is invalid. Reason: Total"
                        + " VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        assertThat(hide(handle, 43_190).status()).isEqualTo(200);
    }

    private Answered delete(String handle) {
        return sqs.json("DeleteMessage", "{'QueueUrl':'q','ReceiptHandle':'" + handle + "'}");
    }

    private Answered hide(String handle, int seconds) {
        return sqs.json(
                "ChangeMessageVisibility",
                "{'QueueUrl':'q','ReceiptHandle':'" + handle + "','VisibilityTimeout':" + seconds + "}");
    }
}
